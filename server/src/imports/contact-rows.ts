import { isAnswered } from '#model/codes/answer.ts'
import { type RegisterRow, rowKey } from '#model/imports/register.ts'
import { openFromSource } from '../cases/asks.ts'
import { addContact } from '../outreach/asks.ts'
import { addPerson, codeOfDesk, erasedOf, noteLatest } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { caseSource } from './case-rows.ts'
import type { Counted } from './ordinals.ts'
import { personsOfCodes } from './person-store.ts'
import { type Added, alone, knownSources, nothingAdded } from './store.ts'

const citizenshipOf = ({ citizenships }: RegisterRow): string =>
  isAnswered(citizenships) ? (citizenships[0] ?? 'not_asked') : citizenships

const contactOf = (row: RegisterRow, personId: string | null) =>
  ({
    day: row.contactDate,
    time: null,
    channel: row.channel,
    place: row.place ?? '',
    language: 'not_asked',
    sector: row.sector,
    sex: row.sex,
    citizenship: citizenshipOf(row),
    needs: row.needs,
    given: 'not_asked',
    note: row.note ?? '',
    personId,
  }) as Parameters<typeof addContact>[2]

/** The person of a row: by the desk's code; a row without code but with a name is a person of its own; else nobody. */
async function personOf(at: At, row: RegisterRow): Promise<{ id: string; added: boolean } | null> {
  const known = row.code ? (await personsOfCodes(at, [row.code])).get(codeOfDesk(row.code)) : undefined
  if (known) return { id: known, added: false }
  if (!row.code && !row.familyName && !row.givenName) return null
  const id = newId()
  await addPerson(
    at,
    id,
    { sex: row.sex, citizenship: citizenshipOf(row) },
    {
      givenName: row.givenName ?? '',
      familyName: row.familyName ?? '',
      otherNames: '',
      birthDate: isAnswered(row.birthDate) ? row.birthDate : null,
      phones: row.phone ? [row.phone] : [],
      documents: [],
      address: '',
      code: row.code ?? '',
    },
  )
  return { id, added: true }
}

async function takeCharge(
  at: At,
  row: RegisterRow,
  key: string,
  personId: string,
  contactId: string | null,
): Promise<boolean> {
  if (row.takenInCharge !== 'yes' || !row.takenOn) return false
  const source = row.code ? caseSource(at, row.code, row.takenOn) : at.vault.tag('register-case', key)
  return openFromSource(
    at,
    {
      id: newId(),
      personId,
      contactId,
      openedOn: row.takenOn,
      profile: 'not_asked',
      stayDocument: row.stayDocument,
      sector: row.sector,
      workForm: 'not_asked',
      needs: row.needs,
      legalBasis: 'not_asked',
      followers: [],
      note: '',
    },
    source,
  )
}

/** A dash or a question mark in the place of the code is no code: such rows are not all of one person. */
function withoutEmptyCode({ code, ...row }: RegisterRow): RegisterRow {
  return code && codeOfDesk(code) ? { ...row, code } : row
}

/**
 * What a row says that names nobody: several of them may say the same and be several, as five people met on one outing
 * are. A row with a name, a phone or a code says who it is: the same again is the same contact.
 */
export function anonymousKey(read: RegisterRow): string | null {
  const row = withoutEmptyCode(read)
  return row.code || row.familyName || row.givenName || row.phone ? null : rowKey(row)
}

type Keyed = { row: RegisterRow; key: string; source: Buffer }

/** Rows of one person (or the same row twice) one after the other: what the first adds the next must find. */
async function importInOrder(at: At, rows: Keyed[], known: Set<string>, added: Added): Promise<void> {
  for (const { row, key, source } of rows) {
    const there = known.has(source.toString('hex'))
    known.add(source.toString('hex'))
    if (there) added.alreadyThere += 1
    if (there && (row.takenInCharge !== 'yes' || !row.code)) continue
    const person = await personOf(at, row)
    if (person?.added) added.personsAdded += 1
    // A file brought again brings nobody back.
    if (person && !person.added && (await erasedOf(at, [person.id])).size > 0) {
      if (!there) added.alreadyThere += 1
      continue
    }
    const contactId = there ? null : newId()
    if (contactId) {
      await addContact(at, contactId, contactOf(row, person?.id ?? null), source)
      added.contactsAdded += 1
      if (person && !person.added)
        await noteLatest(at, person.id, { sex: row.sex, citizenship: citizenshipOf(row) }, row.contactDate)
    }
    if (person && (await takeCharge(at, row, key, person.id, contactId))) added.casesAdded += 1
  }
}

/**
 * Imports some rows in the transaction at hand. A row is recognised by its source: one that an earlier import brought, of
 * whatever kind of file, adds nothing but a taking charge that it did not say before. Persons go side by side, so that
 * their statements share the connection's round trips.
 */
export async function bringContacts(at: At, rows: Counted<RegisterRow>[]): Promise<Added> {
  const added = { ...nothingAdded }
  const keyed = rows.map((read): Keyed => {
    const row = withoutEmptyCode(read.row)
    const key = read.ordinal > 1 ? JSON.stringify([rowKey(row), read.ordinal]) : rowKey(row)
    return { row, key, source: at.vault.tag('register-row', key) }
  })
  await alone(at)
  const known = await knownSources(
    at,
    keyed.map((each) => each.source),
  )
  const groups = Map.groupBy(keyed, ({ row, key }) => (row.code ? codeOfDesk(row.code) : key))
  // Every group comes to its end before a failure does: none may still be writing when the transaction is over.
  const ended = await Promise.allSettled([...groups.values()].map((group) => importInOrder(at, group, known, added)))
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  return added
}
