import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Caller } from './testing.ts'

export const newArrival = (more: object = {}) => ({
  no: 0,
  way: 'quota-seasonal',
  employer: ['never-met'],
  since: '2025-06',
  ...more,
})
export const newPayment = (more: object = {}) => ({
  no: 0,
  amount: 850_000,
  to: 'intermediary-here',
  things: ['visa', 'travel'],
  paidOn: '2025-04',
  raised: ['debt'],
  debtLeft: 'yes',
  ...more,
})
export const newDecision = (more: object = {}) => ({
  no: 0,
  what: 'permit-18-ter',
  outcome: 'granted',
  body: 'questura',
  decidedOn: '2025-12-10',
  source: 'document-seen',
  ...more,
})

/** A payment and a decision in a case, and how the person came where it is said. */
export async function addArrival(
  by: Caller,
  kase: string,
  more: { arrival?: object; payment?: object; decision?: object } = {},
) {
  const [payment, decision] = [v7(), v7()]
  const put = async (path: string, body: object) => {
    const answer = await by.call('PUT', `/cases/${kase}/${path}`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  if (more.arrival) await put('arrival', newArrival(more.arrival))
  await put(`arrival/payments/${payment}`, newPayment(more.payment))
  await put(`decisions/${decision}`, newDecision(more.decision))
  return { payment, decision }
}
