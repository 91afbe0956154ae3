import { sql } from 'kysely'
import type { ReferralAct, ReferralFields, Snapshot } from '#model/referrals/contract.ts'
import { inTwoStages } from '#model/referrals/scopes.ts'
import type { At } from '../platform/door.ts'
import { isLink, on } from './store.ts'
import type { ReferralTables } from './tables.ts'

type Words = Omit<ReferralFields, 'scopes' | 'urgency' | 'kind'>
export type Origin = Omit<ReferralTables['referral_origin'], 'words'> & { said: Words }
export type Message = Omit<ReferralTables['referral_message'], 'desk_id' | 'words'> & { text: string }

const originSpot = (id: string) => ({ in: 'referral_origin.words', id })
const copySpot = (id: string, no: number) => ({ in: 'referral_copy.words', id: `${id}#${no}` })
const messageSpot = (id: string) => ({ in: 'referral_message.words', id })

const wordsOf = ({ need, language, question, story }: ReferralFields): Words => ({ need, language, question, story })

/** `instead`: the referral that it stands for, whose author it keeps: the answer is told to whoever asked first. */
export const insertOrigin = (
  at: At,
  id: string,
  of: { case: string; person: string; instead?: { id: string; by: string } },
  fields: ReferralFields,
) =>
  on(at)
    .insertInto('referral_origin')
    .values({
      desk_id: at.desk.id,
      referral_id: id,
      case_id: of.case,
      person_id: of.person,
      scopes: fields.scopes,
      words: at.vault.seal(originSpot(id), wordsOf(fields)),
      ground_id: null,
      arrangement_id: null,
      body_id: null,
      by: of.instead?.by ?? at.actor.name,
      answer_told_at: null,
      instead_of: of.instead?.id ?? null,
    })
    .execute()

export const updateOrigin = (at: At, id: string, change: Partial<ReferralTables['referral_origin']>) =>
  on(at)
    .updateTable('referral_origin')
    .set(change)
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', '=', id)
    .execute()

export const chosenColumns = (at: At, id: string, fields: ReferralFields) => ({
  scopes: fields.scopes,
  words: at.vault.seal(originSpot(id), wordsOf(fields)),
})

export async function originsOf(at: At, ids: readonly string[]): Promise<Map<string, Origin>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('referral_origin')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', 'in', ids)
    // Of a person who was erased nothing is left to be told.
    .where(sql<boolean>`length(words) > 0`)
    .execute()
  return new Map(
    rows.map(({ words, ...row }) => [
      row.referral_id,
      { ...row, said: at.vault.open<Words>(originSpot(row.referral_id), words) },
    ]),
  )
}

export const originOf = async (at: At, id: string): Promise<Origin | undefined> => (await originsOf(at, [id])).get(id)

/** Keeps one part of what travels in the desk at hand, once. */
export const putCopy = (at: At, id: string, no: 1 | 2, snapshot: Snapshot) =>
  on(at)
    .insertInto('referral_copy')
    .values({ desk_id: at.desk.id, referral_id: id, no, words: at.vault.seal(copySpot(id, no), snapshot) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Both parts, as the sender keeps them. */
export async function putBoth(at: At, id: string, snapshot: Snapshot): Promise<void> {
  const { first, second } = inTwoStages(snapshot)
  await Promise.all([putCopy(at, id, 1, first), putCopy(at, id, 2, second)])
}

/** What of referrals lies in the desk at hand, opened; of part `no` alone where it is said. */
export async function copiesOf(at: At, ids: readonly string[], no?: 1 | 2): Promise<Map<string, Snapshot>> {
  const found = new Map<string, Snapshot>()
  if (ids.length === 0) return found
  const rows = await on(at)
    .selectFrom('referral_copy')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('referral_id', 'in', ids)
    .$if(no !== undefined, (query) => query.where('no', '=', no as number))
    .execute()
  for (const { referral_id: id, no: part, words } of rows)
    found.set(id, { ...found.get(id), ...at.vault.open<Snapshot>(copySpot(id, part), words) })
  return found
}

/** What two desks say to each other beside messages, in words that are read elsewhere: a conference, and who comes to it. */
export type BesideAct = 'conference' | 'conference-answer'
export const isMessage = ({ act }: Pick<Message, 'act'>): boolean => !act.startsWith('conference')

/** Keeps a message in the desk at hand, once; false if it lay there. */
export async function putMessage(at: At, { text, ...message }: Message): Promise<boolean> {
  const added = await on(at)
    .insertInto('referral_message')
    .values({ ...message, desk_id: at.desk.id, words: at.vault.seal(messageSpot(message.id), text) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

const messageRows = (at: At, id: string) =>
  on(at).selectFrom('referral_message').where('desk_id', '=', at.desk.id).where('referral_id', '=', id)

const openMessage = (at: At, { desk_id: _, words, ...row }: ReferralTables['referral_message']): Message => ({
  ...row,
  text: at.vault.open<string>(messageSpot(row.id), words),
})

/** What was written in a referral; `beside`: that alone which stands among no messages. */
export async function messagesOf(at: At, id: string, which: 'all' | 'beside' = 'all'): Promise<Message[]> {
  const rows = await messageRows(at, id)
    .selectAll()
    .$if(which === 'beside', (query) => query.where('act', 'like', 'conference%'))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => openMessage(at, row))
}

/** One message, opened without the others. */
export async function messageOf(
  at: At,
  id: string,
  which: { id: string } | { act: ReferralAct },
): Promise<Message | undefined> {
  const [column, value] = 'id' in which ? (['id', which.id] as const) : (['act', which.act] as const)
  const row = await messageRows(at, id).selectAll().where(column, '=', value).executeTakeFirst()
  return row && openMessage(at, row)
}

/** How many messages this side has written. Whoever holds a link writes in the desk that sent. */
export async function countOfOwn(at: At, id: string): Promise<number> {
  const own = messageRows(at, id)
    .where('act', '=', 'message')
    .where('from_desk', '=', at.desk.id)
    .where('by', isLink(at.actor.name) ? 'like' : 'not like', 'link:%')
  const row = await own.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst()
  return row?.count ?? 0
}

/** Writes to the other desk: here at once, there by a job. */
export async function say(
  at: At,
  id: string,
  messageId: string,
  act: ReferralAct | BesideAct,
  text: string,
): Promise<void> {
  const said = { id: messageId, referral_id: id, from_desk: at.desk.id, act, by: at.actor.name, at: at.now, text }
  await putMessage(at, said)
  await at.tell('referral.said', { referral: id, message: messageId })
}
