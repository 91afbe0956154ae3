import { isAnswered } from '#model/codes/answer.ts'
import type { PersonRow } from '#model/imports/person-row.ts'
import { addPerson, alikePersons, codeOfDesk, personsByCodes } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { keepDoubt, noteSource, personSource, personsOfSources } from './person-store.ts'
import { type Added, alone, type Numbered, nothingAdded } from './store.ts'

type Sealed = Parameters<typeof alikePersons>[1]

/** What a row says of who the person is, in the shape in which it is sealed. */
export const sealedOf = (row: PersonRow): Sealed => ({
  identity: {
    givenName: row.givenName ?? '',
    familyName: row.familyName ?? '',
    otherNames: row.otherNames ?? '',
    birthDate: isAnswered(row.birthDate) ? row.birthDate : null,
    phones: row.phones,
    documents: row.documents,
    address: row.address ?? '',
    code: row.code ?? '',
  },
  taxCode: row.taxCode ?? null,
})

/** Records the person of a row, whom nobody knew. */
export async function recordRow(at: At, row: PersonRow, source: Buffer): Promise<void> {
  const id = newId()
  const { identity, taxCode } = sealedOf(row)
  await addPerson(at, id, { sex: row.sex, citizenship: row.citizenship }, identity, taxCode)
  await noteSource(at, source, id)
}

/**
 * Records persons in the transaction at hand, one after the other: the next may look like the one before. A number that
 * the desk knows is a person who is there already; whoever looks like somebody waits for a person to say who it is.
 */
export async function bringPersons(at: At, rows: Numbered<PersonRow>[], run: string): Promise<Added> {
  const added = { ...nothingAdded }
  await alone(at)
  const sourced = rows.map(({ number, row }) => ({ number, row, source: personSource(at, row) }))
  const known = new Set(
    (
      await personsOfSources(
        at,
        sourced.map(({ source }) => source),
      )
    ).keys(),
  )
  const codes = await personsByCodes(
    at,
    rows.map(({ row }) => codeOfDesk(row.code ?? '')),
  )
  for (const { number, row, source } of sourced) {
    const key = source.toString('hex')
    if (known.has(key) || codes.has(codeOfDesk(row.code ?? ''))) added.alreadyThere += 1
    else if ((await alikePersons(at, sealedOf(row))).length === 0) {
      await recordRow(at, row, source)
      added.personsAdded += 1
    } else if (await keepDoubt(at, run, number, source, row)) added.doubts += 1
    else added.alreadyThere += 1
    known.add(key)
  }
  return added
}
