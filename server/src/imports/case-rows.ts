import type { CaseRow } from '#model/imports/case-row.ts'
import type { ImportError } from '#model/imports/contract.ts'
import type { ImportField } from '#model/imports/fields.ts'
import { closeNewCase, openFromSource } from '../cases/asks.ts'
import { codeOfDesk, erasedOf } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { personsOfCodes } from './person-store.ts'
import { type Added, alone, type Numbered, nothingAdded } from './store.ts'

/** By what a case of a file is known again: the person's number and the day. A register of contacts that said it first made it. */
export const caseSource = (at: At, code: string, openedOn: string): Buffer =>
  at.vault.tag('register-case', JSON.stringify([codeOfDesk(code), openedOn]))

/** Cases of persons whom the desk does not know by this number. */
export async function casesWithoutPerson(
  at: At,
  rows: Numbered<CaseRow>[],
): Promise<(ImportError & { field: ImportField })[]> {
  const persons = await personsOfCodes(
    at,
    rows.map(({ row }) => row.code),
  )
  return rows.flatMap(({ number, row: { code } }) =>
    persons.has(codeOfDesk(code))
      ? []
      : [{ row: number, field: 'code', column: '', code: 'person-unknown', value: code.slice(0, 40) }],
  )
}

async function bringOne(at: At, row: CaseRow, personId: string): Promise<boolean> {
  const id = newId()
  const { code, openedOn, closed, legalBasis, note, ...facts } = row
  const wanted = { id, personId, contactId: null, openedOn, legalBasis, followers: [], note: note ?? '', ...facts }
  if (!(await openFromSource(at, wanted, caseSource(at, code, openedOn)))) return false
  if (closed) await closeNewCase(at, id, closed.outcome, closed.on)
  return true
}

/** Opens (and closes) cases in the transaction at hand. One that an earlier file brought stays as it is now. */
export async function bringCases(at: At, rows: Numbered<CaseRow>[]): Promise<Added> {
  const added = { ...nothingAdded }
  await alone(at)
  const persons = await personsOfCodes(
    at,
    rows.map(({ row }) => row.code),
  )
  const erased = await erasedOf(at, [...persons.values()])
  for (const { row } of rows) {
    const personId = persons.get(codeOfDesk(row.code))
    if (personId === undefined) continue
    if (!erased.has(personId) && (await bringOne(at, row, personId))) added.casesAdded += 1
    else added.alreadyThere += 1
  }
  return added
}
