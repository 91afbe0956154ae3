import { sql } from 'kysely'
import { counted, type Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { casesInReach, contactsInReach } from './reach.ts'
import type { PeopleTables } from './tables.ts'
import { type SealedIdentity, type SoughtTag, tagsOf } from './tags.ts'

export type PersonRow = {
  id: string
  sex: string
  citizenship: string
  identity: Buffer
  version: number
}

const on = (at: At) => at.tx as Db<PeopleTables>
const spot = (id: string) => ({ in: 'person.identity', id })

export const opened = (at: At, row: { id: string; identity: Buffer }): SealedIdentity =>
  at.vault.open(spot(row.id), row.identity)

/**
 * The persons this actor may see: all of the desk, or (an outreach worker) those recorded or met by the actor and those
 * whose case the actor follows. One predicate for search, list and detail.
 */
export function visible(at: At) {
  const { actor, desk } = at
  if (actor.reach === 'desk') return sql<boolean>`true`
  return sql<boolean>`(person.recorded_by = ${actor.name}
    or exists (select 1 from contact where contact.desk_id = ${desk.id} and contact.person_id = person.id and contact.recorded_by = ${actor.name}
      and contact.withdrawn_at is null)
    or exists (select 1 from care_case k join case_follower f on f.desk_id = k.desk_id and f.case_id = k.id
      where k.desk_id = ${desk.id} and k.person_id = person.id and f.account_id = ${actor.accountId}))`
}

export async function insertPerson(
  at: At,
  id: string,
  facts: { sex: string; citizenship: string },
  sealed: SealedIdentity,
): Promise<PersonRow> {
  const identity = at.vault.seal(spot(id), sealed)
  const person = on(at)
    .insertInto('person')
    .values({
      desk_id: at.desk.id,
      id,
      ...facts,
      identity,
      recorded_by: at.actor.name,
      recorded_at: at.now,
      changed_at: at.now,
      version: 1,
    })
    .execute()
  await Promise.all([person, insertTags(at, id, sealed)])
  return { id, ...facts, identity, version: 1 }
}

async function insertTags(at: At, id: string, sealed: SealedIdentity): Promise<void> {
  const tags = tagsOf(at.vault, sealed)
  if (tags.length === 0) return
  await on(at)
    .insertInto('person_tag')
    .columns(['desk_id', 'tag', 'person_id'])
    .expression(sql`select ${at.desk.id}::uuid, tag, ${id}::uuid from unnest(${tags}::bytea[]) as tag`)
    .execute()
}

/** Saves a correction if the version still fits; false if somebody else was first. */
export async function updatePerson(
  at: At,
  id: string,
  version: number,
  facts: { sex: string; citizenship: string },
  sealed: SealedIdentity,
): Promise<boolean> {
  const updated = await on(at)
    .updateTable('person')
    .set({ ...facts, identity: at.vault.seal(spot(id), sealed), changed_at: at.now, version: version + 1 })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!updated) return false
  await on(at).deleteFrom('person_tag').where('desk_id', '=', at.desk.id).where('person_id', '=', id).execute()
  await insertTags(at, id, sealed)
  return true
}

export const personRow = (at: At, id: string): Promise<PersonRow | undefined> =>
  on(at)
    .selectFrom('person')
    .select(['id', 'sex', 'citizenship', 'identity', 'version'])
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where(visible(at))
    .executeTakeFirst()

export const personRows = (at: At, ids: string[]): Promise<PersonRow[]> =>
  on(at)
    .selectFrom('person')
    .select(['id', 'sex', 'citizenship', 'identity', 'version'])
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(visible(at))
    .execute()

/** Persons who share tags with the query, those with most in common first: a part of that list. */
export async function candidates(at: At, sought: SoughtTag[], from: number, most: number): Promise<PersonRow[]> {
  const tags = sought.map((each) => each.tag)
  const weights = sought.map((each) => each.weight)
  const inReach =
    at.actor.reach === 'desk'
      ? sql``
      : sql`and t.person_id in (select id from person where desk_id = ${at.desk.id} and ${visible(at)})`
  const { rows } = await sql<PersonRow>`
    select person.id, person.sex, person.citizenship, person.identity, person.version
    from (
      select t.person_id, sum(s.weight) as weight from unnest(${tags}::bytea[], ${weights}::int[]) as s (tag, weight)
      join person_tag t on t.desk_id = ${at.desk.id} and t.tag = s.tag ${inReach}
      group by t.person_id order by weight desc, t.person_id offset ${from} limit ${sql.lit(most)}
    ) as found join person on person.desk_id = ${at.desk.id} and person.id = found.person_id
    order by found.weight desc, found.person_id`.execute(at.tx)
  return rows
}

/** Persons who have one of these tags: of several with the same one the first. The register's code is the desk's own. */
export const personsByTags = (at: At, tags: string[]): Promise<{ tag: Buffer; person_id: string }[]> =>
  on(at)
    .selectFrom('person_tag')
    .select(['tag', 'person_id'])
    .distinctOn('tag')
    .where('desk_id', '=', at.desk.id)
    .where('tag', '=', sql<Buffer>`any(${tags.map((tag) => Buffer.from(tag, 'hex'))}::bytea[])`)
    .orderBy('tag')
    .orderBy('person_id')
    .execute()

/** Last contact and open cases of some persons. */
export async function activityOf(
  at: At,
  ids: string[],
): Promise<Map<string, { lastContact: string | null; openCases: number }>> {
  const { rows } = await sql<{ id: string; last: string | null; open: number }>`
    select wanted.id, (select max(day) from contact where desk_id = ${at.desk.id} and person_id = wanted.id and withdrawn_at is null and ${contactsInReach(at)}) as last,
      (select count(*)::int from care_case where desk_id = ${at.desk.id} and person_id = wanted.id and state = 'open' and ${casesInReach(at)}) as open
    from unnest(${ids}::uuid[]) as wanted(id)`.execute(at.tx)
  return new Map(rows.map((row) => [row.id, { lastContact: row.last, openCases: row.open }]))
}

export const contactsOfPerson = (at: At, id: string) =>
  on(at)
    .selectFrom('contact')
    .select(['id', 'day', 'channel', 'needs'])
    .where('desk_id', '=', at.desk.id)
    .where('person_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where(contactsInReach(at))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(200))
    .execute()

export const casesOfPerson = (at: At, id: string) =>
  on(at)
    .selectFrom('care_case')
    .select(['id', 'opened_on', 'closed_on', 'state', 'outcome'])
    .where('desk_id', '=', at.desk.id)
    .where('person_id', '=', id)
    .where(casesInReach(at))
    .orderBy('opened_on', 'desc')
    .limit(sql.lit(200))
    .execute()

/** One page of persons, last recorded first. */
export async function pageOfPersons(at: At, after: { at: string; id: string } | null, most: number) {
  const mine = on(at).selectFrom('person').where('desk_id', '=', at.desk.id).where(visible(at))
  const rows = mine
    .select(['id', 'sex', 'citizenship', 'identity', 'version', 'recorded_at'])
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('recorded_at', 'id'), '<', tuple((after as { at: string }).at, (after as { id: string }).id)),
      ),
    )
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(most + 1))
    .execute()
  return Promise.all([rows, counted(at.tx, mine.select('id'))])
}
