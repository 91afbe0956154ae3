import { sql } from 'kysely'
import { today } from '#model/calendar.ts'
import { isAnswered } from '#model/codes/answer.ts'
import type { Identity } from '#model/people/contract.ts'
import type { NewRelative, NewSafeContact } from '#model/people/ties-contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { matchIdentity } from './match.ts'
import { displayName } from './present.ts'
import { casesInReach, contactsInReach } from './reach.ts'
import { casesOfPerson, insertPerson, opened, personRow, personRows, personsByTags } from './store.ts'
import { bareCode, codeTag, type SealedIdentity } from './tags.ts'
import { briefTies, toldTies } from './ties-present.ts'
import { holdPerson, insertTie, tiesOf } from './ties-store.ts'

/** Who a person is, in the few words that a case shows, from the sealed identity of a row that this actor may see. */
export function briefOf(at: At, id: string, identity: Buffer) {
  const open = opened(at, { id, identity }).identity
  const erased = identity.length === 0
  return { id, name: displayName(open), code: open.code, birthDate: open.birthDate, phones: open.phones, erased }
}

/** How a person is reached safely, and how many relatives are known: what a case shows. */
export const tiesBrief = (at: At, id: string) => briefTies(at, id)

/** The ties of some persons whom this actor sees, with their histories: what the copy for the person holds. */
export const tiesOfPerson = (at: At, id: string) => toldTies(at, id)

/** Writes how a person is reached safely, on somebody's behalf (demonstration data). */
export const addSafeContact = (at: At, personId: string, { no, ...said }: NewSafeContact) =>
  insertTie(at, {
    person_id: personId,
    other_id: null,
    thing: newId(),
    no: no + 1,
    words: { of: 'safe-contact', said },
  })
/** Writes somebody of the family, on somebody's behalf (demonstration data). */
export const addRelative = (at: At, personId: string, { no, other, ...said }: NewRelative) =>
  insertTie(at, { person_id: personId, other_id: other, thing: newId(), no: no + 1, words: { of: 'relative', said } })

/** A person of whom something is written now, held until the end; undefined if this actor does not see the person. */
export async function personToWrite(at: At, id: string): Promise<{ erased: boolean } | undefined> {
  await holdPerson(at, id)
  const row = await personRow(at, id)
  return row && { erased: row.identity.length === 0 }
}

/** Whether this actor sees the person. */
export const seesPerson = async (at: At, id: string): Promise<boolean> => (await personRow(at, id)) !== undefined

/** Of these persons those whose data were erased: they are there, and nothing more is written about them. */
export async function erasedOf(at: At, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from person where desk_id = ${at.desk.id} and id = any(${ids}::uuid[]) and length(identity) = 0`.execute(
    at.tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** All that is kept of who a person is, for the person: the tax code whole, and the ids of the cases. */
export async function wholePerson(at: At, id: string) {
  const row = await personRow(at, id)
  if (!row) return undefined
  const { identity, taxCode } = opened(at, row)
  const cases = await casesOfPerson(at, id)
  return { identity, taxCode, sex: row.sex, citizenship: row.citizenship, cases: cases.map((each) => each.id) }
}

/** Names and codes of some persons, for lists. */
export async function namesOfPersons(
  at: At,
  ids: string[],
): Promise<Map<string, { name: string; code: string; erased: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await personRows(at, [...new Set(ids)])
  return new Map(
    rows.map((row) => {
      const { identity } = opened(at, row)
      return [row.id, { name: displayName(identity), code: identity.code, erased: row.identity.length === 0 }]
    }),
  )
}

/** What all spellings of one code of the desk have in common; empty for what is no code. */
export const codeOfDesk = (code: string): string => bareCode(code)

/** The persons who have these codes of the desk, by bare code. */
export async function personsByCodes(at: At, codes: string[]): Promise<Map<string, string>> {
  const tags = new Map(
    codes.filter((code) => code !== '').map((code) => [codeTag(at.vault, code).toString('hex'), code]),
  )
  const found = await personsByTags(at, [...tags.keys()])
  return new Map(found.map(({ tag, person_id }) => [tags.get(tag.toString('hex')) as string, person_id]))
}

export const addPerson = (
  at: At,
  id: string,
  facts: { sex: string; citizenship: string },
  identity: Identity,
  taxCode: string | null = null,
) => insertPerson(at, id, facts, { identity, taxCode })

/** Names as near as this, where no birth says otherwise, may be one person. */
const NEAR = 0.85

/** Persons of the desk whom a row of a file may be about. Stricter than a search: a name alone must be close to the same. */
export async function alikePersons(at: At, described: SealedIdentity) {
  const { birthDate } = described.identity
  const certain = ['phone', 'document', 'tax-code', 'code']
  return (await matchIdentity(at, described)).filter(
    (match) =>
      match.because.some((reason) => certain.includes(reason)) ||
      (match.likeness >= NEAR &&
        (birthDate === null || match.birthDate === null || match.because.includes('birth-date'))),
  )
}

/**
 * Sex and citizenship of a person are the latest that were said: a contact that says nothing of one of them, or that is
 * older than another one that does, leaves it as it is.
 */
export async function noteLatest(
  at: At,
  id: string,
  said: { sex: string; citizenship: string },
  day: string,
): Promise<void> {
  const told = (['sex', 'citizenship'] as const).filter((column) => isAnswered(said[column]))
  if (told.length === 0) return
  const isNews = (column: 'sex' | 'citizenship') => sql<boolean>`(${sql.ref(column)} <> ${said[column]} and not exists (
    select 1 from contact later where later.desk_id = ${at.desk.id} and later.person_id = ${id} and later.day > ${day}
      and later.withdrawn_at is null and later.${sql.ref(column)} not in ('not_asked', 'declined')))`
  const changed = told.map(
    (column) => sql`${sql.ref(column)} = case when ${isNews(column)} then ${said[column]} else ${sql.ref(column)} end`,
  )
  await sql`
    update person set ${sql.join(changed)}, changed_at = ${at.now}, version = version + 1
    where desk_id = ${at.desk.id} and id = ${id} and (${sql.join(told.map(isNews), sql` or `)})`.execute(at.tx)
}

/** Which contacts and which cases of persons this actor may see, as conditions on their tables. */
export const reachOf = (at: At) => ({ contacts: contactsInReach(at), cases: casesInReach(at) })

/** What was written of how a person is reached safely, of the family and of a minor: that it was, never what. */
export async function tiesHappened(at: At, personId: string): Promise<Happened[]> {
  const things = Map.groupBy(await tiesOf(at, personId), ({ thing }) => thing)
  return [...things.values()].flatMap((history) =>
    history.some(({ words }, no) => no === 0 && words.of === 'relative' && words.said.withdrawn)
      ? []
      : history.map(({ words, thing, no, by, at: when }) =>
          happened({
            ...{ kind: 'person', act: words.of, key: `${thing}#${no}`, thing: personId },
            ...{ day: today(when), at: when, actor: by },
          }),
        ),
  )
}
