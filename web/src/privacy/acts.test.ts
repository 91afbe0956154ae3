import { expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import italian from '#model/privacy/messages.it.json' with { type: 'json' }
import { sayAct } from './acts.ts'

test('every act that stands in the register has a name', () => {
  const t = (key: string) => (italian as Record<string, string>)[key] ?? key
  const nameless = endpoints.filter(({ audit, name }) => audit && sayAct(name, t) === name)
  expect(nameless.map(({ name }) => name)).toEqual([])
})
