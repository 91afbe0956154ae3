import { sql } from 'kysely'
import { storedList } from '#model/codes/stored.ts'
import type { ContactFields } from '#model/outreach/contract.ts'
import { reachOf } from '../people/asks.ts'
import { counted, type Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { OutreachTables } from './tables.ts'

export type ContactRow = Omit<OutreachTables['contact'], 'desk_id' | 'source_tag' | 'withdrawn_at'>
export type Words = { place: string; note: string }

export const on = (at: At) => at.tx as Db<OutreachTables>
const spot = (id: string) => ({ in: 'contact.words', id })

export const wordsOf = (at: At, row: { id: string; words: Buffer }): Words => at.vault.open(spot(row.id), row.words)

/** The columns of a contact as it was said. */
const columnsOf = (at: At, id: string, said: ContactFields) => ({
  person_id: said.personId,
  day: said.day,
  at_time: said.time,
  channel: said.channel,
  language: said.language,
  sector: said.sector,
  sex: said.sex,
  citizenship: said.citizenship,
  needs: storedList(said.needs),
  given: storedList(said.given),
  words: at.vault.seal(spot(id), { place: said.place, note: said.note } satisfies Words),
})

/** Inserts a contact; false if one with this source (an earlier import of the same row) is there already. */
export async function insertContact(
  at: At,
  id: string,
  said: ContactFields,
  sourceTag: Buffer | null = null,
): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('contact')
    .values({
      desk_id: at.desk.id,
      id,
      ...columnsOf(at, id, said),
      source_tag: sourceTag,
      recorded_by: at.actor.name,
      recorded_at: at.now,
      withdrawn_at: null,
      version: 1,
    })
    .onConflict((conflict) => conflict.columns(['desk_id', 'source_tag']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Saves a correction if the version still fits; false if somebody else was first. */
export async function updateContact(at: At, id: string, version: number, said: ContactFields): Promise<boolean> {
  const updated = await on(at)
    .updateTable('contact')
    .set({ ...columnsOf(at, id, said), version: version + 1 })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

export const withdraw = (at: At, id: string) =>
  on(at)
    .updateTable('contact')
    .set((eb) => ({ withdrawn_at: at.now, version: eb('version', '+', 1) }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

const columns = [
  'id',
  'person_id',
  'day',
  'at_time',
  'channel',
  'language',
  'sector',
  'sex',
  'citizenship',
  'needs',
  'given',
  'words',
  'recorded_by',
  'recorded_at',
  'version',
] as const

const standing = (at: At) =>
  on(at)
    .selectFrom('contact')
    .where('desk_id', '=', at.desk.id)
    .where('withdrawn_at', 'is', null)
    .where(reachOf(at).contacts)

export const contactRow = (at: At, id: string): Promise<ContactRow | undefined> =>
  standing(at).select(columns).where('id', '=', id).executeTakeFirst()

export const rowsOfPerson = (at: At, personId: string): Promise<ContactRow[]> =>
  standing(at).select(columns).where('person_id', '=', personId).orderBy('day').orderBy('id').execute()

export type ContactFilter = {
  from?: string | undefined
  to?: string | undefined
  channel?: string | undefined
  sector?: string | undefined
  show: 'all' | 'mine' | 'named' | 'anonymous' | 'waiting'
  order: 'newest' | 'oldest'
}

/** One page of contacts and how many there are in all. */
export async function pageOfContacts(
  at: At,
  filter: ContactFilter,
  after: { day: string; id: string } | null,
  most: number,
) {
  const { from, to, channel, sector, show, order } = filter
  const never = sql<boolean>`not exists (select 1 from care_case where care_case.desk_id = ${at.desk.id} and care_case.person_id = contact.person_id)`
  // Who was erased cannot be taken in charge.
  const there = sql<boolean>`not exists (select 1 from person where person.desk_id = ${at.desk.id} and person.id = contact.person_id
    and length(person.identity) = 0)`
  const found = standing(at)
    .$if(from !== undefined, (query) => query.where('day', '>=', from as string))
    .$if(to !== undefined, (query) => query.where('day', '<=', to as string))
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel as string))
    .$if(sector !== undefined, (query) => query.where('sector', '=', sector as string))
    .$if(show === 'mine', (query) => query.where('recorded_by', '=', at.actor.name))
    .$if(show === 'anonymous', (query) => query.where('person_id', 'is', null))
    .$if(show === 'named' || show === 'waiting', (query) => query.where('person_id', 'is not', null))
    .$if(show === 'waiting', (query) => query.where(never).where(there))
  const direction = order === 'newest' ? 'desc' : 'asc'
  const rows = found
    .select(columns)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('day', 'id'),
          order === 'newest' ? '<' : '>',
          tuple((after as { day: string }).day, (after as { id: string }).id),
        ),
      ),
    )
    .orderBy('day', direction)
    .orderBy('id', direction)
    .limit(sql.lit(most + 1))
    .execute()
  return Promise.all([rows as Promise<ContactRow[]>, counted(at.tx, found.select('id'))])
}
