import { v7 } from 'uuid'
import { expect } from 'vitest'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'
import { nextTo } from './testing-referrals.ts'

export const newSignal = (to: string, more: object = {}) => ({
  id: v7(),
  to,
  about: 'person',
  subject: 'pay',
  urgent: true,
  agreed: 'yes',
  place: 'Mantova',
  language: 'ar',
  text: 'Not paid for four months, sleeps in the yard',
  name: 'Amina',
  phone: '3480000000',
  safely: 'After eight in the evening',
  askBack: 'The labour office',
  reference: 'A-17',
  ...more,
})

/** Signals to a desk and answers with the id. */
export async function signalled(by: Caller, to: string, more: object = {}): Promise<string> {
  const { status, body } = await by.call('POST', '/signals', newSignal(to, more))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}

/** A signal that came in from the next desk and waits, one that was seen, and one sent there. */
export async function addSignals(server: TestServer, caller: Caller): Promise<Record<string, string>> {
  const next = await nextTo(server, caller, 'liaison')
  const seen = await signalled(next, caller.desk.code)
  await caller.call('POST', `/signals/${seen}/state`, { version: 1, act: 'see' })
  const signal = await signalled(next, caller.desk.code)
  const sentSignal = await signalled(caller, next.desk.code)
  // Of an hour ago: a world after the other would come to what one desk may send in an hour.
  await ask(
    server.database.supervisor,
    `set session_replication_role = replica; update signal set sent_at = sent_at - interval '2 hours'`,
  )
  return { signal, sentSignal }
}
