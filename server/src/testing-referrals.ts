import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'
import { newGround } from './testing-privacy.ts'
import { newEntry, record, takeCharge } from './testing-records.ts'

export const newReferral = {
  scopes: ['name', 'phones'],
  urgency: 'ordinary',
  need: 'legal',
  language: 'fr',
  question: 'Un colloquio',
  story: '',
}

/** Until every job of referrals has come to its end. */
export const arrived = ({ database }: TestServer) =>
  vi.waitFor(
    async () => {
      const waiting = `select topic from outbox where topic like 'referral.%' or topic = 'ground.ended'`
      expect(await ask(database.supervisor, waiting)).toEqual([])
    },
    { timeout: 20_000, interval: 20 },
  )

const bodyOf = async ({ database }: TestServer, { desk }: Caller): Promise<string> => {
  const [row] = await ask<{ id: string }>(database.platform, 'select organisation_id as id from desk where id = $1', [
    desk.id,
  ])
  return row?.id as string
}

/** An entry of the directory for which a desk answers; whoever writes it must approve entries. */
export async function addTarget(by: Caller, desk: string | null): Promise<string> {
  const id = v7()
  const { status, body } = await by.call('POST', '/directory', { id, entry: newEntry({ desk }), why: '' })
  expect(status, JSON.stringify(body)).toBe(200)
  return id
}

/** What covers the giving of everything of a person to the body of a desk. */
export const cover = async (server: TestServer, by: Caller, person: string, to: Caller): Promise<string> =>
  coverFor(by, person, await bodyOf(server, to))

export async function coverFor(by: Caller, person: string, receiver: string): Promise<string> {
  const scopes = ['identity', 'contact-details', 'stay', 'work', 'needs', 'notes', 'health']
  const ground = newGround({
    purpose: 'referral',
    recipient: 'body',
    body: receiver,
    scopes,
    special: 'art-9-2-g',
  })
  const { status, body } = await by.call('POST', `/persons/${person}/grounds`, ground)
  expect(status, JSON.stringify(body)).toBe(200)
  return ground.id
}

/** Prepares a referral of a case and answers with its id. */
export async function draft(by: Caller, case_: string, serviceId: string, more: object = {}): Promise<string> {
  const { status, body } = await by.call('POST', `/cases/${case_}/referrals`, {
    ...newReferral,
    id: v7(),
    serviceId,
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}

/** Looks at what would travel, and sends that. */
export async function send(by: Caller, id: string) {
  const { body: preview } = await by.call('GET', `/referrals/${id}/preview`)
  const { body: now } = await by.call('GET', `/referrals/${id}`)
  return by.call('POST', `/referrals/${id}/send`, { version: now.version, shown: preview.shown })
}

/** The version that stands, with the next act done on it, one after the other. */
export async function answered(by: Caller, id: string, acts: readonly string[]): Promise<void> {
  for (const act of acts) {
    const { body: now } = await by.call('GET', `/referrals/${id}`)
    const more = act === 'outcome' ? { outcome: 'need-met' } : {}
    const { status, body } = await by.call('POST', `/referrals/${id}/${act}`, { version: now.version, ...more })
    expect(status, `${act} ${JSON.stringify(body)}`).toBe(200)
  }
}

/** A referral that this desk prepares, and one that came in from a desk next to it, with a message. */
export async function addReferrals(server: TestServer, caller: Caller, case_: string): Promise<Record<string, string>> {
  const [net] = await ask<{ code: string }>(server.database.platform, 'select code from network where id = $1', [
    caller.desk.networkId,
  ])
  const next = await server.member(
    await server.desk(`next-${net?.code}`, { network: net?.code }),
    'worker',
    'coordinator',
  )
  const target = await addTarget(caller, next.desk.code)
  const own = await addTarget(next, caller.desk.code)
  await caller.call('PUT', `/directory/${target}/terms`, { answerWithin: 480, startWithin: 960 })
  const person = await record(next)
  await cover(server, next, person, caller)
  const incoming = await draft(next, await takeCharge(next, { personId: person }), own)
  const sent = await send(next, incoming)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  await arrived(server)
  await caller.call('POST', `/referrals/${incoming}/messages`, { id: v7(), text: 'A message' })
  await arrived(server)
  return { referral: await draft(caller, case_, target), incoming, target }
}

/** What of a world the samples of referrals change before they are called. */
type Standing = { caller: Caller; ids: Record<string, string>; bodies: readonly [own: string, other: string] }

/** The referral that came in stands where the own draft stood: some acts are the receiver's. */
export const came =
  (...acts: string[]) =>
  (world: Standing) => {
    world.ids.referral = world.ids.incoming as string
    return answered(world.caller, world.ids.incoming as string, acts)
  }

/** A draft that may be sent stands where the own one stood, with the mark of what its preview shows. */
export async function mayGo({ caller, ids, bodies }: Standing): Promise<void> {
  const person = await record(caller)
  await coverFor(caller, person, bodies[0])
  ids.referral = await draft(caller, await takeCharge(caller, { personId: person }), ids.target as string)
  ids.shown = (await caller.call('GET', `/referrals/${ids.referral}/preview`)).body.shown
}
