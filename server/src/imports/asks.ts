import { sql } from 'kysely'
import { fold } from '#model/codes/fold.ts'
import type { ImportError } from '#model/imports/contract.ts'
import { alikePersons, codeOfDesk } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { sealedOf } from './person-rows.ts'
import { codeSource, type DoubtRow, noteSource, personOfDoubt } from './person-store.ts'
import { on } from './store.ts'

type Sealed = ReturnType<typeof sealedOf>

/** Files of the desk that were uploaded and not yet imported or dropped: they may name anybody. */
export async function filesWaiting(at: At): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct import_id)::int as count from import_part where desk_id = ${at.desk.id}`.execute(at.tx)
  return rows[0]?.count ?? 0
}

/** Words by which a cell is known to be about somebody: two letters alone are in every second cell. */
const tracesOf = ({ identity, taxCode }: Sealed): string[] =>
  [
    identity.givenName,
    identity.familyName,
    identity.otherNames,
    identity.address,
    ...identity.phones,
    ...identity.documents.map(({ number }) => number),
    identity.code,
    taxCode ?? '',
  ]
    .map(fold)
    .filter((word) => word.length > 2)

/**
 * Takes away the rows of files that wait or could not be read and look like a person who is being erased, and remembers (as a
 * keyed digest) that the desk's number of the person is known: the same file brought again does not bring the person back.
 * Asked before the person's own words and tags go. Answers with how many rows went.
 */
export async function forgetRowsOf(at: At, personId: string, sealed: Sealed): Promise<number> {
  const doubts = await sql<DoubtRow>`select * from import_doubt where desk_id = ${at.desk.id}`.execute(at.tx)
  const alike: string[] = []
  for (const doubt of doubts.rows) {
    const found = await alikePersons(at, sealedOf(personOfDoubt(at, doubt)))
    if (found.some(({ id }) => id === personId)) alike.push(doubt.id)
  }
  const errors = await on(at).selectFrom('import_error').selectAll().where('desk_id', '=', at.desk.id).execute()
  const traces = tracesOf(sealed)
  const named = errors.filter(({ import_id: id, no, about }) => {
    const value = fold(at.vault.open<ImportError>({ in: 'import_error.about', id: `${id}#${no}` }, about).value ?? '')
    return traces.some((trace) => value.includes(trace))
  })
  for (const id of alike)
    await on(at).deleteFrom('import_doubt').where('desk_id', '=', at.desk.id).where('id', '=', id).execute()
  for (const { import_id: id, no } of named)
    await on(at)
      .deleteFrom('import_error')
      .where('desk_id', '=', at.desk.id)
      .where('import_id', '=', id)
      .where('no', '=', no)
      .execute()
  const { code } = sealed.identity
  if (codeOfDesk(code)) await noteSource(at, codeSource(at, code), personId)
  return alike.length + named.length
}
