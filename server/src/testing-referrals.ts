import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import type { Role } from '#model/grants.ts'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'
import { callConference } from './testing-conferences.ts'
import { newArrangement, newGround } from './testing-privacy.ts'
import { newEntry, record, takeCharge } from './testing-records.ts'

export const newReferral = {
  scopes: ['name', 'phones'],
  urgency: 'ordinary',
  need: 'legal',
  language: 'fr',
  question: 'Un colloquio',
  story: '',
}

/** Whole: everything of a person and of the case may travel. */
export const wholeCase = {
  scopes: ['name', 'birthDate', 'phones', 'citizenship', 'stayDocument', 'profile', 'sector', 'services', 'notes'],
  question: 'Prendete voi il caso?',
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

/**
 * An entry of the directory that the desk of a coordinator keeps, and for which another one answers: it said so once, which
 * is not what is tried here.
 */
export async function addTarget(server: TestServer, by: Caller, desk: string | null): Promise<string> {
  const id = v7()
  const { status, body } = await by.call('POST', '/directory', { id, entry: newEntry(), why: '' })
  expect(status, JSON.stringify(body)).toBe(200)
  await ask(
    server.database.supervisor,
    'update service set at_desk = (select id from desk where code = $2) where id = $1',
    [id, desk],
  )
  return id
}

/** What covers the giving of everything of a person to the body of a desk. */
export const cover = async (server: TestServer, by: Caller, person: string, to: Caller): Promise<string> =>
  coverFor(by, person, await bodyOf(server, to))

export async function coverFor(by: Caller, person: string, receiver: string): Promise<string> {
  const scopes = ['identity', 'contact-details', 'stay', 'work', 'needs', 'services', 'notes', 'health']
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

/** The body behind an entry for which no desk answers. */
export const bodyBehind = async (by: Caller, entry: string): Promise<string> =>
  (await by.call('GET', `/directory/${entry}`)).body.organisation.id

/** What a coordinator's body and another one agreed on, so that persons may be referred. */
export async function arrange(server: TestServer, by: Caller, other: string): Promise<void> {
  const { status, body } = await by.call('POST', '/arrangements', newArrangement([await bodyOf(server, by), other]))
  expect(status, JSON.stringify(body)).toBe(200)
}

/** A referral that was sent to a body without an account; its link waits. */
export async function addByLink(server: TestServer, by: Caller): Promise<{ id: string; code: string }> {
  const entry = await addTarget(server, by, null)
  const person = await record(by, { identity: { familyName: 'Keita' } })
  await arrange(server, by, await bodyBehind(by, entry))
  await coverFor(by, person, await bodyBehind(by, entry))
  const id = await draft(by, await takeCharge(by, { personId: person }), entry)
  expect((await send(by, id)).status).toBe(200)
  const { body } = await by.call('POST', `/referrals/${id}/link`, { address: 'body@varco.test' })
  return { id, code: body.code }
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

/** One colleague for each network: with many, each notice by mail would be many. */
const colleagues = new WeakMap<TestServer, Map<string, Caller>>()

/** A colleague in the desk next to this one, in the same network. */
export async function nextTo(server: TestServer, caller: Caller, ...more: Role[]): Promise<Caller> {
  const known = colleagues.get(server) ?? new Map<string, Caller>()
  colleagues.set(server, known)
  const key = [caller.desk.networkId, ...more].join()
  const found = known.get(key)
  if (found) return found
  const [net] = await ask<{ code: string }>(server.database.platform, 'select code from network where id = $1', [
    caller.desk.networkId,
  ])
  const desk = await server.desk(`next-${net?.code}`, { network: net?.code })
  const colleague = await server.member(desk, 'worker', 'coordinator', ...more)
  known.set(key, colleague)
  return colleague
}

/** A referral that this desk prepares, and one that came in from a desk next to it, with a message. */
export async function addReferrals(server: TestServer, caller: Caller, case_: string): Promise<Record<string, string>> {
  const next = await nextTo(server, caller)
  const target = await addTarget(server, caller, next.desk.code)
  const own = await addTarget(server, next, caller.desk.code)
  await caller.call('PUT', `/directory/${target}/terms`, { answerWithin: 480, startWithin: 960 })
  const person = await record(next)
  await cover(server, next, person, caller)
  const kase = await takeCharge(next, { personId: person })
  const [incoming, met] = [await draft(next, kase, own), await draft(next, kase, own)]
  expect((await send(next, met)).status).toBe(200)
  const sent = await send(next, incoming)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  await arrived(server)
  await caller.call('POST', `/referrals/${incoming}/messages`, { id: v7(), text: 'A message' })
  await arrived(server)
  await answered(caller, met, ['sight', 'yes'])
  const invitation = await callConference(next, kase, { referrals: [met] })
  await next.call('POST', `/referrals/${met}/appointment`, { no: 0, ...newAppointment })
  const file = await next.upload(`/referrals/${met}/files/${v7()}`, 'A file', 'a.txt')
  expect(file.status, JSON.stringify(file.body)).toBe(200)
  await arrived(server)
  const { body: files } = await caller.call('GET', `/referrals/${met}/files`)
  const { id: linked } = await addByLink(server, caller)
  const ids = { incoming, met, target, linked, invitation, file: files.rows[0].id }
  return { referral: await draft(caller, case_, target), ...ids }
}

/** A case of a worker with a referral that another desk accepted. */
export async function referredCase(
  server: TestServer,
  [by, worker, next]: [Caller, Caller, Caller],
  more: object = {},
) {
  const person = await record(worker)
  await cover(server, worker, person, next)
  const kase = await takeCharge(worker, { personId: person })
  const referral = await draft(worker, kase, await addTarget(server, by, next.desk.code), more)
  const sent = await send(worker, referral)
  if (sent.status !== 200) throw new Error(`not sent: ${JSON.stringify(sent.body)}`)
  await arrived(server)
  await answered(next, referral, ['sight', 'yes'])
  await arrived(server)
  return { kase, referral, person }
}

export type Sent = { id: string; person: string; ground: string }

/** A referral of a person of its own to a desk, with what that desk did since. */
export async function sentAnew(
  server: TestServer,
  by: Caller,
  to: Caller,
  acts: readonly string[],
  more: object = {},
): Promise<Sent> {
  const person = await record(by)
  const ground = await cover(server, by, person, to)
  const kase = await takeCharge(by, { personId: person })
  const id = await draft(by, kase, await addTarget(server, by, to.desk.code), more)
  const { status, body } = await send(by, id)
  expect(status, JSON.stringify(body)).toBe(200)
  await arrived(server)
  await answered(to, id, acts)
  await arrived(server)
  return { id, person, ground }
}

/** A file in the referral of an appointment that no job takes to the other desk. */
export async function fileWaits({ caller, ids }: Standing): Promise<void> {
  ids.referral = ids.met as string
  ids.file = await caller.enter(async (at) => {
    const id = v7()
    const about = at.vault.seal({ in: 'referral_file.about', id }, { name: 'x.txt', kind: 'txt', size: 1 })
    const row = { id, desk_id: at.desk.id, referral_id: ids.met, from_desk: at.desk.id, about, size: 1 }
    await at.tx
      .insertInto('referral_file')
      .values({ ...row, by: at.actor.name, at: at.now })
      .execute()
    return id
  })
}

/** A case that the next desk hands over, accepted, with everything that travels. */
export async function handedOver(server: TestServer, to: Caller): Promise<string> {
  const from = await nextTo(server, to)
  const person = await record(from)
  await cover(server, from, person, to)
  const of = await takeCharge(from, { personId: person })
  const id = await draft(from, of, await addTarget(server, from, to.desk.code), { ...wholeCase, kind: 'transfer' })
  await send(from, id)
  await arrived(server)
  await answered(to, id, ['sight', 'yes'])
  await arrived(server)
  return id
}

/** What of a world the samples of referrals change before they are called. */
type Standing = {
  server: TestServer
  caller: Caller
  ids: Record<string, string>
  bodies: readonly [own: string, other: string]
}

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

/** A referral that was sent to a service which says that it is full, and may go to another one. */
export async function strand(world: Standing): Promise<void> {
  await mayGo(world)
  const { caller, ids, bodies } = world
  const full = ids.target as string
  expect((await send(caller, ids.referral as string)).status).toBe(200)
  await caller.call('PUT', `/directory/${full}/capacity`, { free: 0, total: 3 })
  const { body } = await caller.call('GET', `/directory/${full}`)
  ids.target = await addTarget(world.server, caller, body.desk.code)
  const { body: now } = await caller.call('GET', `/referrals/${ids.referral}`)
  await coverFor(caller, now.origin.personId, bodies[0])
}

export const newAppointment = { day: '2026-01-20', time: '10:30', place: 'Via Inventata 1', with: 'A colleague' }
