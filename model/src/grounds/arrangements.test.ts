import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { arrangementProblems, endProblems, mayEndArrangement, mayShare } from './arrangements.ts'
import { ArrangementFields } from './contract.ts'

const day = (text: string) => text as CivilDate
const [a, b, c] = [1, 2, 3].map((no) => `0190a000-0000-7000-8000-00000000000${no}`) as [string, string, string]

const fields = (more: object) =>
  ArrangementFields.parse({
    kind: 'autonomous',
    from: [a],
    to: [b],
    purposes: ['referral'],
    basis: 'public-task',
    fromDay: '2026-01-01',
    reference: 'Protocollo 1/2026',
    ...more,
  })
const held = (more: object) => ({ ...fields(more), id: 'x', by: a, endedOn: null as CivilDate | null })
const on = day('2026-01-15')

test('autonomous controllers give one way, joint ones each way, a controller and its processor each way', () => {
  const yes = { by: 'x' }
  const no = { reasons: [{ code: 'no-arrangement' }] }
  expect(mayShare([held({})], a, b, 'referral', on)).toEqual(yes)
  expect(mayShare([held({})], b, a, 'referral', on)).toEqual(no)
  const joint = [held({ kind: 'joint', from: [a, b], to: [], essence: 'x' })]
  expect(
    mayShare(
      joint.map((each) => ({ ...each, by: b })),
      b,
      a,
      'referral',
      on,
    ),
  ).toEqual(yes)
  expect(mayShare(joint, a, c, 'referral', on)).toEqual(no)
  const processor = [held({ kind: 'processor', basis: null })]
  expect(
    mayShare(
      processor.map((each) => ({ ...each, by: b })),
      b,
      a,
      'referral',
      on,
    ),
  ).toEqual(yes)
  // Two processors of one controller have nothing between them.
  expect(mayShare([held({ kind: 'processor', to: [b, c] })], b, c, 'referral', on)).toEqual(no)
})

test('what only the receiver recorded lets nobody give', () => {
  const theirs = { ...held({}), by: b }
  expect(mayShare([theirs], a, b, 'referral', on)).toEqual({
    reasons: [{ code: 'arrangement-not-the-givers', arrangement: 'x' }],
  })
  expect(mayShare([theirs, held({})], a, b, 'referral', on)).toEqual({ by: 'x' })
})

test('another purpose, a day before, a day after and an early end are told apart', () => {
  const why = (more: object, purpose: 'referral' | 'housing' = 'referral') =>
    mayShare([{ ...held({}), ...more }], a, b, purpose, on)
  const reason = (code: string) => ({ reasons: [{ code, arrangement: 'x' }] })
  expect(why({}, 'housing')).toEqual(reason('arrangement-purpose'))
  expect(why({ fromDay: day('2026-01-16') })).toEqual(reason('arrangement-not-yet'))
  expect(why({ untilDay: day('2026-01-14') })).toEqual(reason('arrangement-over'))
  expect(why({ endedOn: on })).toEqual(reason('arrangement-over'))
  expect(why({ untilDay: on })).toEqual({ by: 'x' })
})

test('within one body no arrangement is needed, and without one nothing goes to another', () => {
  fc.assert(
    fc.property(fc.constantFrom(a, b, c), fc.constantFrom(a, b, c), (giver, taker) => {
      const said = mayShare([], giver, taker, 'care', on)
      expect(said).toEqual(giver === taker ? { by: null } : { reasons: [{ code: 'no-arrangement' }] })
    }),
  )
})

const wrong = (more: object, own = a) =>
  arrangementProblems(fields(more), own).map(({ field, code }) => `${field} ${code}`)

test('an arrangement has its parties, its basis and its essence, and the own body among them', () => {
  expect(wrong({})).toEqual([])
  expect(wrong({}, c)).toEqual(['from own-body'])
  expect(wrong({ to: [] })).toEqual(['to missing'])
  expect(wrong({ to: [a] })).toEqual(['to twice'])
  expect(wrong({ basis: null })).toEqual(['basis missing'])
  expect(wrong({ kind: 'processor', basis: null })).toEqual([])
  expect(wrong({ kind: 'joint', from: [a, b], to: [] })).toEqual(['essence missing'])
  expect(wrong({ kind: 'joint', to: [], essence: 'x' })).toEqual(['from two-bodies'])
  expect(wrong({ untilDay: '2025-12-31' })).toEqual(['untilDay ends-before'])
})

test('a party ends an arrangement, whoever recorded it, as long as it is not over; nobody else does', () => {
  const may = (body: string, more: object = {}) => mayEndArrangement({ ...held({}), ...more }, body, on)
  expect([may(a), may(b), may(c)]).toEqual([true, true, false])
  expect(may(b, { untilDay: day('2026-01-14') })).toBe(false)
  expect(may(b, { endedOn: on })).toBe(false)
  // One that is to end is ended sooner by another party.
  expect(may(b, { endedOn: day('2026-02-01') })).toBe(true)
})

test('an end is for today or later, and covers nothing from its day on', () => {
  expect(endProblems(day('2026-01-14'), on)).toEqual([{ field: 'day', code: 'date-past' }])
  expect(endProblems(on, on)).toEqual([])
  const shared = (endedOn: CivilDate) => mayShare([{ ...held({}), endedOn }], a, b, 'referral', on)
  expect(shared(day('2026-01-16'))).toEqual({ by: 'x' })
  expect(shared(on)).toEqual({ reasons: [{ code: 'arrangement-over', arrangement: 'x' }] })
})
