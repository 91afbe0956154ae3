import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Caller } from './testing.ts'

export const newConference = (by: Pick<Caller, 'accountId'>, more: object = {}) => ({
  ...{ day: '2026-01-15', time: '10:00', minutes: 60, place: 'Sala grande', colleagues: [by.accountId] },
  ...{ referrals: [] as string[], agenda: 'Come andare avanti' },
  ...more,
})

/** Calls a conference about a case; answers with its id. */
export async function callConference(by: Caller, kase: string, more: object = {}): Promise<string> {
  const id = v7()
  const { status, body } = await by.call('POST', `/cases/${kase}/conferences`, { id, ...newConference(by, more) })
  expect(status, JSON.stringify(body)).toBe(200)
  return id
}

export const answerConference = (by: Caller, referral: string, id: string, more: object = {}) =>
  by.call('POST', `/referrals/${referral}/conferences/${id}/answers`, {
    id: v7(),
    no: 1,
    comes: true,
    who: 'Ada',
    ...more,
  })
