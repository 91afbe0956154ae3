import type { Identity } from '#model/people/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { displayName } from './present.ts'
import { insertPerson, opened, personByTag, personRow, personRows } from './store.ts'
import type { PeopleTables } from './tables.ts'
import { codeTag } from './tags.ts'

/** Who a person is, in the few words that a case or a contact shows; undefined if this actor cannot see the person. */
export async function personInBrief(at: At, id: string) {
  const row = await personRow(at, id)
  if (!row) return undefined
  const { identity } = opened(at, row)
  const { code, birthDate, phones } = identity
  return { id, name: displayName(identity), code, birthDate, phones, sex: row.sex, citizenship: row.citizenship }
}

/** Names and codes of some persons, for lists. */
export async function namesOfPersons(at: At, ids: string[]): Promise<Map<string, { name: string; code: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await personRows(at, [...new Set(ids)])
  return new Map(
    rows.map((row) => {
      const { identity } = opened(at, row)
      return [row.id, { name: displayName(identity), code: identity.code }]
    }),
  )
}

/** The person who has this code of the desk, if any. */
export const personByCode = (at: At, code: string): Promise<string | undefined> => personByTag(at, codeTag(at.vault, code))

export const addPerson = (at: At, id: string, facts: { sex: string; citizenship: string }, identity: Identity): Promise<void> =>
  insertPerson(at, id, facts, { identity, taxCode: null })

/**
 * Sex and citizenship of a person are the latest that were said: a contact that says nothing, or that is older than
 * another one, changes nothing.
 */
export async function noteLatest(at: At, id: string, said: { sex: string; citizenship: string }, day: string): Promise<void> {
  const db = at.tx as Db<PeopleTables>
  const told = Object.fromEntries(Object.entries(said).filter(([, value]) => isAnswered(value)))
  if (Object.keys(told).length === 0) return
  await db
    .updateTable('person')
    .set((eb) => ({ ...told, changed_at: at.now, version: eb('version', '+', 1) }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where(({ eb, or }) => or(Object.entries(told).map(([column, value]) => eb(column as 'sex', '!=', value))))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('contact').select('contact.id').where('contact.desk_id', '=', at.desk.id).where('contact.person_id', '=', id).where('contact.day', '>', day).where('contact.withdrawn_at', 'is', null))),
    )
    .execute()
}
