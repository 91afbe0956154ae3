import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import type { At } from './platform/door.ts'
import { ask } from './platform/testing-ask.ts'
import type { Caller, TestServer } from './testing.ts'

/** The body of a desk, and another one of its network. */
export type Bodies = [own: string, other: string]

export async function bodiesOf({ database }: TestServer, { desk }: Caller): Promise<Bodies> {
  const [row] = await ask<{ own: string; other: string }>(
    database.platform,
    `with added as (insert into organisation values ($3, $2, 'other-body', 'Other body', 'third-sector') on conflict do nothing)
     select organisation_id as own, coalesce((select id from organisation where network_id = $2 and code = 'other-body'), $3) as other
     from desk where id = $1`,
    [desk.id, desk.networkId, v7()],
  )
  return [row?.own as string, row?.other as string]
}

export const noticeKey = { kind: 'information', version: 1, language: 'it' }
export const newNotice = {
  ...noticeKey,
  heading: 'Informativa',
  wording: 'Testo di prova',
  reviewed: false,
  fromDay: '2026-01-01',
}
export const newGround = (more: object = {}) => ({
  id: v7(),
  kind: 'public-task',
  purpose: 'care',
  recipient: 'own-desk',
  scopes: ['identity'],
  task: 'L. 328/2000',
  fromDay: '2026-01-10',
  ...more,
})
/** A picture of one dot with a word in it, as it is sent. */
export const newSignature = (word = '', kind = 'drawn') => {
  const part = (name: string, bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, Buffer.from(name), bytes, Buffer.alloc(4)])
  }
  const head = Buffer.from('00000001000000010800000000', 'hex')
  const png = [Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', head), part('IDAT', Buffer.from(word))]
  return { kind, image: Buffer.concat([...png, part('IEND', Buffer.alloc(0))]).toString('base64') }
}
export const newArrangement = ([own, other]: Bodies) => ({
  id: v7(),
  kind: 'autonomous',
  from: [own],
  to: [other],
  purposes: ['referral'],
  basis: 'public-task',
  fromDay: '2026-01-01',
  reference: 'Protocollo 1/2026',
})

/** A text and an arrangement in the network of a desk. */
export async function addToNetwork(caller: Caller, bodies: Bodies): Promise<Record<string, string>> {
  await caller.call('POST', '/notices', newNotice)
  const arrangement = newArrangement(bodies)
  await caller.call('POST', '/arrangements', arrangement)
  return { arrangement: arrangement.id, writer: caller.desk.id }
}

/** A row of each kind about the privacy of a person: of what can end, one that stands and one that is over. */
export async function addPrivacy(caller: Caller, person: string): Promise<Record<string, string>> {
  const post = (path: string, body?: object) => caller.call('POST', path, body)
  const about = `/persons/${person}`
  const [ground, over] = [
    newGround({ how: 'signed-paper' }),
    newGround({ how: 'signed-screen', signature: newSignature() }),
  ]
  const [restriction, lifted, copy] = [v7(), v7(), v7()]
  for (const each of [ground, over]) await post(`${about}/grounds`, each)
  await post(`${about}/grounds/${over.id}/end`, {})
  for (const id of [restriction, lifted]) await post(`${about}/restrictions`, { id, reason: 'contested' })
  await post(`${about}/restrictions/${lifted}/end`, { words: 'put right' })
  await post(`${about}/exports`, { id: copy, language: 'it' })
  return { ground: ground.id, signed: over.id, restriction, export: copy }
}

/** Waits until every event of a desk was taken up: no row of it goes by itself any more. */
export const allHeard = ({ database }: TestServer, desk: string) =>
  vi.waitFor(
    async () => expect(await ask(database.supervisor, 'select 1 from outbox where desk_id = $1', [desk])).toEqual([]),
    { timeout: 20_000 },
  )

/** Calls `late` while `first` is done and not yet committed, and lets go when it waits: it is second for certain. */
export async function secondTo<T>(
  { database }: TestServer,
  by: Caller,
  first: (at: At) => Promise<unknown>,
  late: () => Promise<T>,
): Promise<T> {
  const stands = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const before = by.enter(async (at) => {
    await first(at)
    stands.resolve()
    await gate.promise
  })
  await stands.promise
  const answer = late()
  const waiting = () =>
    ask(
      database.supervisor,
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), { timeout: 20_000 })
  gate.resolve()
  await before
  return answer
}
