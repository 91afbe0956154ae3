import { sql } from 'kysely'
import { type PersonRow, personKey } from '#model/imports/person-row.ts'
import { codeOfDesk, personsByCodes } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

/** By which the number that a source gave a person is known again. */
export const codeSource = (at: At, code: string): Buffer => at.vault.tag('import-person', `code\0${codeOfDesk(code)}`)

/** By what the row of a person is known again: the number of its source, or all that it says. */
export const personSource = (at: At, row: PersonRow): Buffer =>
  row.code && codeOfDesk(row.code) ? codeSource(at, row.code) : at.vault.tag('import-person', `row\0${personKey(row)}`)

/** Persons that rows with these sources were found to be. */
export async function personsOfSources(at: At, tags: Buffer[]): Promise<Map<string, string>> {
  const rows = await on(at)
    .selectFrom('import_person')
    .select(['tag', 'person_id'])
    .where('desk_id', '=', at.desk.id)
    .where('tag', '=', sql<Buffer>`any(${tags}::bytea[])`)
    .execute()
  return new Map(rows.map((row) => [row.tag.toString('hex'), row.person_id]))
}

/** Persons by the number that a source gave them, by bare code: what was said of a row first, then the desk's own code. */
export async function personsOfCodes(at: At, codes: string[]): Promise<Map<string, string>> {
  const bare = new Map(codes.map((code) => [codeOfDesk(code), codeSource(at, code)]))
  const [bySource, byCode] = await Promise.all([
    personsOfSources(at, [...bare.values()]),
    personsByCodes(at, [...bare.keys()]),
  ])
  const found = new Map(byCode)
  for (const [code, tag] of bare) {
    const person = bySource.get(tag.toString('hex'))
    if (person) found.set(code, person)
  }
  return found
}

export const noteSource = (at: At, tag: Buffer, personId: string) =>
  on(at)
    .insertInto('import_person')
    .values({ desk_id: at.desk.id, tag, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export type DoubtRow = { id: string; row: number; tag: Buffer; about: Buffer }

const spot = (id: string) => ({ in: 'import_doubt.about', id })
const doubts = (at: At, run: string) =>
  on(at).selectFrom('import_doubt').where('desk_id', '=', at.desk.id).where('import_id', '=', run)

export const personOfDoubt = (at: At, { id, about }: DoubtRow): PersonRow => at.vault.open(spot(id), about)

/** Keeps a row until somebody says who it is; false if the same row of an earlier file waits already. */
export async function keepDoubt(at: At, run: string, row: number, tag: Buffer, person: PersonRow): Promise<boolean> {
  const id = newId()
  const kept = await on(at)
    .insertInto('import_doubt')
    .values({ desk_id: at.desk.id, id, import_id: run, tag, row, about: at.vault.seal(spot(id), person) })
    .onConflict((conflict) => conflict.columns(['desk_id', 'tag']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export const firstDoubts = (at: At, run: string, most: number): Promise<DoubtRow[]> =>
  doubts(at, run).select(['id', 'row', 'tag', 'about']).orderBy('row').orderBy('id').limit(sql.lit(most)).execute()

export const countDoubts = async (at: At, run: string): Promise<number> =>
  (
    await doubts(at, run)
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
  ).total

/** Takes a doubt out, if it is still there. */
export const takeDoubt = (at: At, run: string, id: string): Promise<DoubtRow | undefined> =>
  on(at)
    .deleteFrom('import_doubt')
    .where('desk_id', '=', at.desk.id)
    .where('import_id', '=', run)
    .where('id', '=', id)
    .returning(['id', 'row', 'tag', 'about'])
    .executeTakeFirst()
