import { type Answer, isAnswered } from '#model/codes/answer.ts'
import type { Language } from '#model/codes/languages.ts'
import type { ContactFields } from '#model/outreach/contract.ts'
import type { At } from '../platform/door.ts'
import { type ContactRow, insertContact, on, rowsOfPerson, type Words, wordsOf } from './store.ts'

/** Logs a contact on somebody's behalf (an import, invented data); false if one with this source is there already. */
export const addContact = (at: At, id: string, said: ContactFields, source: Buffer | null = null): Promise<boolean> =>
  insertContact(at, id, said, source)

/** Says whose an anonymous contact was: the person who is taken in charge from it. A contact of somebody stays as it is. */
export const giveContactTo = (at: At, contactId: string, personId: string) =>
  on(at)
    .updateTable('contact')
    .set((eb) => ({ person_id: personId, version: eb('version', '+', 1) }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', contactId)
    .where('person_id', 'is', null)
    .execute()

/** Every contact of a person, oldest first, with what was noted of it. */
export async function contactsOf(at: At, personId: string): Promise<(ContactRow & { said: Words })[]> {
  const rows = await rowsOfPerson(at, personId)
  return rows.map((row) => ({ ...row, said: wordsOf(at, row) }))
}

/** The language of a person's latest contact that says one. */
export async function spokenBy(at: At, personId: string): Promise<Language | null> {
  const said = (await rowsOfPerson(at, personId)).map(({ language }) => language as Answer<Language>)
  return said.findLast(isAnswered) ?? null
}
