import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Party, ReferralAct, ReferralState } from './contract.ts'
import { decide, hasEnded, mayDo, overdue, type Said, table } from './rules.ts'
import { hands, isOver, lives, mayLive, stateAfter } from './testing-lives.ts'

const acts = ReferralAct.options
const said: Said = { declined: 'full', interrupted: 'person-left', outcome: 'need-met' }
const [early, late, afterwards] = ['2026-01-15T09:00:00.000Z', '2026-02-15T09:00:00.000Z', '2026-03-15T09:00:00.000Z']

const someCall = fc.record({
  act: fc.constantFrom(...acts),
  by: fc.constantFrom(...Party.options),
  words: fc.boolean(),
  now: fc.constantFrom(early, late),
})
/** A life that goes on for a while: what fits is tried more often than by mere chance. */
const someCalls = fc
  .tuple(fc.constantFrom(...lives), fc.array(fc.tuple(fc.nat(10), someCall), { maxLength: 20 }))
  .map(([life, calls]) => {
    const fitting = life.split(' ').map((act) => ({
      act: act as ReferralAct,
      by: Party.options.find((by) => hands[by].includes(act)) as Party,
      words: true,
      now: act === 'expire' ? late : early,
    }))
    for (const [place, call] of calls) fitting.splice(place, 0, call)
    return fitting
  })

test('whatever is tried by whomever, a referral lives one of the lives that are written down', () => {
  const reached = new Set<ReferralState>()
  fc.assert(
    fc.property(someCalls, (calls) => {
      const expiresAt = '2026-02-01T09:00:00.000Z'
      let state: ReferralState = 'draft'
      let life: string[] = []
      for (const { act, by, words, now } of calls) {
        const asked = !['decline', 'interrupt', 'finish'].includes(act) || words
        const inTime = act !== 'expire' || now === late
        const fits = act === 'message' ? life.includes('send') && !isOver(life) : mayLive([...life, act])
        const answer = decide({ kind: 'service', state, expiresAt }, act, by, now, words ? said : {})
        // Past its time nobody answers what was not answered.
        const isOut = (state === 'sent' || state === 'seen') && now === late && !['expire', 'withdraw'].includes(act)
        const wanted = hands[by].split(' ').includes(act) && fits && asked && inTime && !isOut
        expect('to' in answer, `${life.join(' ')} + ${act} by ${by}`).toBe(wanted)
        if ('refused' in answer) continue
        if (act !== 'message') life = [...life, act]
        state = answer.to
        expect(state).toBe(stateAfter[life.at(-1) ?? ''])
        expect(hasEnded(state)).toBe(isOver(life))
        reached.add(state)
      }
    }),
    { numRuns: 2_000 },
  )
  // The test has been everywhere.
  expect([...reached].sort()).toEqual(ReferralState.options.filter((state) => state !== 'draft').sort())
})

test('each state but the first is entered by one act alone, and is entered', () => {
  const entries = Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).flatMap(([act, step]) =>
      typeof step !== 'string' && step.to !== state ? [[step.to, act]] : [],
    ),
  )
  const ways = ReferralState.options.map(
    (state) => new Set(entries.filter(([to]) => to === state).map(([, act]) => act)),
  )
  expect(ways.map(({ size }) => size)).toEqual(ReferralState.options.map((state) => (state === 'draft' ? 0 : 1)))
})

test('what has ended stays ended: nobody may do anything, and is told so', () => {
  for (const state of ReferralState.options.filter(hasEnded))
    for (const by of Party.options) {
      expect(mayDo({ kind: 'service', state, expiresAt: early }, by, late)).toEqual([])
      for (const act of acts) {
        const answer = decide({ kind: 'service', state, expiresAt: early }, act, by, late, said)
        expect(answer).toEqual({ refused: hands[by].split(' ').includes(act) ? 'ended' : 'not-yours' })
      }
    }
})

test('what is offered to a party is what would be done', () => {
  for (const state of ReferralState.options)
    for (const by of Party.options)
      for (const expiresAt of [early, afterwards, null])
        for (const act of acts) {
          const referral = { kind: 'service', state, expiresAt } as const
          // What has not run out is nothing the clock needs to be offered: it looks for itself.
          if (act !== 'expire' || expiresAt === early)
            expect('to' in decide(referral, act, by, late, said)).toBe(mayDo(referral, by, late).includes(act))
        }
})

test('every refusal has its reason', () => {
  const sent = { kind: 'service', state: 'sent', expiresAt: late } as const
  const reasons = [
    decide(sent, 'accept', 'sender', late, said),
    decide(sent, 'accept', 'receiver', late, said),
    decide(sent, 'send', 'sender', late),
    decide(sent, 'expire', 'clock', early),
    decide({ ...sent, expiresAt: null }, 'expire', 'clock', late),
    decide({ ...sent, state: 'seen' }, 'decline', 'link-holder', early),
    decide({ ...sent, state: 'in-progress' }, 'finish', 'receiver', early, { interrupted: 'other' }),
    decide({ ...sent, state: 'in-progress' }, 'withdraw', 'sender', early),
    decide({ ...sent, state: 'withdrawn' }, 'accept', 'receiver', early),
  ]
  expect(reasons.map((answer) => 'refused' in answer && answer.refused)).toEqual([
    'not-yours',
    'not-yet',
    'already',
    'too-early',
    'too-early',
    'reason-missing',
    'outcome-missing',
    'too-late',
    'ended',
  ])
})

test('at the very instant at which it expires nobody answers any more, and it may be taken back; what was accepted goes on', () => {
  for (const state of ['sent', 'seen'] as const)
    for (const by of Party.options) {
      const before = new Set(mayDo({ kind: 'service', state, expiresAt: afterwards }, by, late))
      const left = mayDo({ kind: 'service', state, expiresAt: late }, by, late)
      expect(left).toEqual(['withdraw', 'expire'].filter((act) => before.has(act as ReferralAct)))
      for (const act of before)
        if (!left.includes(act))
          expect(decide({ kind: 'service', state, expiresAt: late }, act, by, late, said)).toEqual({ refused: 'ended' })
    }
  for (const state of ['accepted', 'in-progress'] as const)
    for (const by of Party.options)
      expect(mayDo({ kind: 'service', state, expiresAt: early }, by, late)).toEqual(
        mayDo({ kind: 'service', state, expiresAt: null }, by, late),
      )
})

test('a referral expires at its instant, is late after it', () => {
  expect(decide({ kind: 'service', state: 'seen', expiresAt: late }, 'expire', 'clock', late)).toEqual({
    to: 'expired',
  })
  const times = { answerBy: early, startBy: early }
  expect(ReferralState.options.map((state) => overdue({ state, ...times }, late))).toEqual(
    ReferralState.options.map((state) =>
      state === 'sent' || state === 'seen' ? 'answer' : state === 'accepted' ? 'start' : null,
    ),
  )
  expect(overdue({ state: 'sent', ...times }, early)).toBeNull()
  expect(overdue({ state: 'sent', answerBy: null, startBy: early }, late)).toBeNull()
})

test('whoever follows a person together with another desk may leave, on either side; of a service only the receiver may', () => {
  const shared = { kind: 'shared', state: 'in-progress', expiresAt: null } as const
  for (const by of ['sender', 'sender-coordinator', 'receiver', 'receiver-coordinator'] as const) {
    expect(decide(shared, 'interrupt', by, early, said)).toEqual({ to: 'interrupted' })
    expect(mayDo(shared, by, early)).toContain('interrupt')
  }
  expect(decide(shared, 'interrupt', 'sender', early)).toEqual({ refused: 'reason-missing' })
  for (const kind of ['service', 'transfer'] as const) {
    expect(decide({ ...shared, kind }, 'interrupt', 'sender', early, said)).toEqual({ refused: 'not-yours' })
    expect(mayDo({ ...shared, kind }, 'sender', early)).not.toContain('interrupt')
  }
  expect(decide({ ...shared, state: 'accepted' }, 'interrupt', 'sender', early, said)).toEqual({ refused: 'not-yours' })
})
