import { expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import type { DocumentFact } from '#model/documents/contract.ts'
import { factProblem } from '#model/documents/rules.ts'
import { readDocument, stateAlone, valuesOf } from './document-values.ts'

const fact: DocumentFact = {
  ...{ no: 3, state: 'held', expiresOn: '2026-02-01' as CivilDate, number: 'YA1', note: 'seen', by: 'A', at: '' },
}

test('a key changes the state alone: number and last day stay while they still say something', () => {
  expect(stateAlone(fact, 'lost', '2026-01-15')).toEqual({
    ...{ no: 3, state: 'lost', expiresOn: '2026-02-01', number: 'YA1', note: '' },
  })
  expect(stateAlone(fact, 'missing', '2026-01-15')).toMatchObject({ expiresOn: null, number: '' })
  // Held anew after its last day: the old day would call it expired at once.
  expect(stateAlone({ ...fact, state: 'lost' }, 'held', '2026-03-01')).toMatchObject({ expiresOn: null, number: 'YA1' })
})

test('what a state does not have is never sent, whatever stands in the fields', () => {
  for (const state of ['missing', 'requested', 'held', 'lost', 'not-applicable', 'withheld', 'not_asked'] as const) {
    const read = readDocument({ ...valuesOf(fact), state })
    expect(read.ok && factProblem(read.body), state).toBeNull()
  }
})

test('a last day that is none is said, and an empty one is none', () => {
  expect(readDocument({ ...valuesOf(fact), expiresOn: '31/2/2027' })).toEqual({
    ...{ ok: false, wrong: { expiresOn: 'field.no-such-day' } },
  })
  expect(readDocument({ ...valuesOf(fact), expiresOn: ' ' })).toMatchObject({ ok: true, body: { expiresOn: null } })
})
