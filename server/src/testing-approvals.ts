import { v7 } from 'uuid'
import { expect } from 'vitest'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'
import { takeCharge } from './testing-records.ts'
import { mayGo } from './testing-referrals.ts'

export const newClosing = (more: object = {}) => ({
  ...{ outcome: 'goals-met', closedOn: '2026-01-14', note: 'Ha trovato casa', version: 1 },
  ...more,
})

export const everything = { closing: true, sending: true }

/** A coordinator says for what the desk wants an approval. */
export async function wants(by: Caller, what: object): Promise<void> {
  const { status, body } = await by.call('PUT', '/approval-setting', what)
  expect(status, JSON.stringify(body)).toBe(200)
}

/** Asks to close a case as it stands; answers with the id of the request. */
export async function askToClose(by: Caller, kase: string, more: object = {}): Promise<string> {
  const id = v7()
  const { version } = (await by.call('GET', `/cases/${kase}`)).body
  const asked = newClosing({ id, version, ask: 'Si può chiudere?', ...more })
  const { status, body } = await by.call('POST', `/cases/${kase}/approvals`, asked)
  expect(status, JSON.stringify(body)).toBe(200)
  return id
}

/** From here on the receiver of a referral is an inspectorate. */
export const isInspectorate = ({ database }: TestServer, { desk }: Pick<Caller, 'desk'>, referral: string) =>
  ask(
    database.supervisor,
    `update desk set kind = 'inspectorate' where network_id = $1 and id = (select to_desk from referral where id = $2)`,
    [desk.networkId, referral],
  )

/** Asks to send a draft as it would go now; answers with the id of the request. */
export async function askToSend(by: Caller, referral: string): Promise<string> {
  const id = v7()
  const { shown } = (await by.call('GET', `/referrals/${referral}/preview`)).body
  const { version } = (await by.call('GET', `/referrals/${referral}`)).body
  const { status, body } = await by.call('POST', `/referrals/${referral}/approvals`, { id, version, shown, ask: 'x' })
  expect(status, JSON.stringify(body)).toBe(200)
  return id
}

/** Says why not. */
export const refuse = (by: Caller, kase: string, id: string, words = 'Manca la verifica') =>
  by.call('POST', `/cases/${kase}/approvals/${id}/refuse`, { words })

/** A colleague asks a coordinator to close a case, is refused and asks again; the desk wants no approval any more then. */
export async function addApproval(
  coordinator: Caller,
  colleague: Caller,
  kase: string,
  word: () => string = () => 'Si può chiudere?',
): Promise<string> {
  await wants(coordinator, everything)
  const asked = () => ({ note: word(), ask: word() })
  const { status } = await refuse(coordinator, kase, await askToClose(colleague, kase, asked()), word())
  expect(status).toBe(200)
  const id = await askToClose(colleague, kase, asked())
  await wants(coordinator, { closing: false, sending: false })
  return id
}

/** What of a world the samples of approvals change before they are called. */
type Standing = Parameters<typeof mayGo>[0]

/** Somebody else may approve, and the desk wants it, for a case of which nothing was asked yet. */
export async function wantedHere({ server, caller, ids }: Standing): Promise<void> {
  await server.member(caller.desk, 'coordinator')
  await wants(caller, everything)
  ids.case = await takeCharge(caller)
}

export async function askedByMe(world: Standing): Promise<void> {
  await wantedHere(world)
  world.ids.approval = await askToClose(world.caller, world.ids.case as string)
}

/** A draft that may go to an inspectorate, once somebody approves. */
export async function wantedThere(world: Standing): Promise<void> {
  const { server, caller, ids } = world
  await mayGo(world)
  await isInspectorate(server, caller, ids.referral as string)
  await server.member(caller.desk, 'coordinator')
  await wants(caller, everything)
}

/** A colleague asked for it. */
export async function askedToSend(world: Standing): Promise<void> {
  await wantedThere(world)
  world.ids.approval = await askToSend(await world.server.member(world.caller.desk, 'worker'), world.ids.referral ?? '')
}
