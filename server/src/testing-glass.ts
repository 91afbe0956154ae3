import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Caller, TestServer } from './testing.ts'
import { record, takeCharge } from './testing-records.ts'
import { nextTo } from './testing-referrals.ts'

type Target = { desk: string; case: string } | { desk: string; number: string } | { referral: string }

export const newGlass = (target: Target, more: object = {}) => ({
  id: v7(),
  target,
  reason: 'health',
  words: 'In hospital tonight, the ward asks',
  ...more,
})

/** Opens a case in an emergency and answers with the id of the access. */
export async function throughGlass(by: Caller, target: Target): Promise<string> {
  const { status, body } = await by.call('POST', '/glass', newGlass(target))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}

/** An emergency access of this member to a case of the next desk, and one of a colleague from there to a case of this. */
export async function addGlass(server: TestServer, caller: Caller, case_: string): Promise<Record<string, string>> {
  const next = await nextTo(server, caller)
  const theirs = await takeCharge(next, { personId: await record(next) })
  const glass = await throughGlass(caller, { desk: next.desk.code, case: theirs })
  // A member opens five a day.
  const reader = await server.member(next.desk, 'worker')
  return { glass, besides: await throughGlass(reader, { desk: caller.desk.code, case: case_ }) }
}

/** What is reviewed is the access of the colleague from the next desk. */
export const besides = async (world: { ids: Record<string, string> }) => {
  world.ids.glass = world.ids.besides as string
}
