import { describe, expect, test } from 'vitest'
import { ReferralState } from './contract.ts'
import { type Move, movable, moveCauseOf, weighMove } from './moves.ts'
import { decide } from './rules.ts'

const fine: Move = { cause: 'retired', fits: true, caseOpen: true, missing: [], asSent: true, refusals: [] }

describe('a referral finds another place', () => {
  test('where the service is out of the directory or says that it is full', () => {
    expect(moveCauseOf({ state: 'retired', free: 3 })).toBe('retired')
    expect(moveCauseOf({ state: 'live', free: 0 })).toBe('full')
    expect(moveCauseOf({ state: 'live', free: 1 })).toBeNull()
    expect(moveCauseOf({ state: 'live', free: null })).toBeNull()
  })

  test('while it was sent and may still be taken back by a coordinator', () => {
    for (const state of ReferralState.options) {
      const answer = decide(
        { state, kind: 'service', expiresAt: null },
        'withdraw',
        'sender-coordinator',
        '2026-01-15T09:00:00.000Z',
      )
      expect([state, 'to' in answer && state !== 'draft']).toEqual([
        state,
        (movable as readonly string[]).includes(state),
      ])
    }
  })

  test('and is sent only as it was shown, where it is covered; else somebody looks at the draft first', () => {
    expect(weighMove(fine)).toEqual({ result: 'sends', reasons: [] })
    expect(weighMove({ ...fine, asSent: false })).toEqual({ result: 'drafts', reasons: ['not-as-sent'] })
    expect(weighMove({ ...fine, missing: ['question'], refusals: ['scopes'] })).toEqual({
      result: 'drafts',
      reasons: ['missing', 'scopes'],
    })
  })

  test('but stays where no desk would answer, the service still takes persons or the case is closed', () => {
    expect(weighMove({ ...fine, fits: false, refusals: ['scopes'] }).reasons).toEqual(['no-desk-answers'])
    expect(weighMove({ ...fine, cause: null })).toEqual({ result: 'stays', reasons: ['still-takes'] })
    expect(weighMove({ ...fine, caseOpen: false })).toEqual({ result: 'stays', reasons: ['case-closed'] })
  })
})
