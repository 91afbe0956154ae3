import { describe, expect, test } from 'vitest'
import { noValues } from '#model/letters/fields.ts'
import { makesPdf } from '../platform/pdf.ts'
import { letterFile } from './paper.ts'

const letter = {
  ...{ language: 'it' as const, title: 'Lettera', text: 'x', values: noValues, own: true, head: [] },
  ...{ at: '2026-01-15T10:00:00Z', discreet: false, withdrawn: null },
}

describe.runIf(makesPdf)('letters that one account asks for as PDF', () => {
  test('are told to wait where too many wait already, and later they are made', async () => {
    const make = async () => {
      const file = letterFile(letter, 'pdf', 'account:one')
      return 'make' in file ? file.make() : undefined
    }
    const all = await Promise.allSettled(Array.from({ length: 6 }, make))
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ status: 429, code: 'too-many', reason: 'pdf-busy', retryAfter: 5 })
    expect(await make()).toBeInstanceOf(Uint8Array)
  })
})
