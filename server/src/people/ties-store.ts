import { type Kysely, sql } from 'kysely'
import type { NewMinor, NewRelative, NewSafeContact } from '#model/people/ties-contract.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'

/** What of a record is sealed: all that it says, and of what it is one. A relative's other person stands beside it. */
type Words =
  | { of: 'safe-contact'; said: Omit<NewSafeContact, 'no'> }
  | { of: 'minor'; said: Omit<NewMinor, 'no'> }
  | { of: 'relative'; said: Omit<NewRelative, 'no' | 'other'> }
type Row = {
  desk_id: string
  id: string
  person_id: string
  /** The relative, where the desk knows her or him. */
  other_id: string | null
  thing: string
  no: number
  words: Buffer
  by: string
  at: string
}
export type Tie = Omit<Row, 'desk_id' | 'id' | 'words'> & { words: Words }

const on = (at: At) => at.tx as unknown as Kysely<{ person_tie: Row }>
const spot = (id: string) => ({ in: 'person_tie.words', id }) as const

/**
 * All that was written of a person's ties, from whichever side: of each thing the record that holds first, things as they came.
 * Of who was erased there is nothing to open.
 */
export async function tiesOf(at: At, personId: string): Promise<Tie[]> {
  const rows = await on(at)
    .selectFrom('person_tie')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('other_id', '=', personId)]))
    .orderBy('thing')
    .orderBy('no', 'desc')
    .execute()
  return rows.flatMap(({ desk_id: _, id, words, ...row }) => {
    const told = at.vault.open<Words | null>(spot(id), words)
    return told === null ? [] : [{ ...row, words: told }]
  })
}

/** Holds a person until the end: of two who write at once one waits for the other. */
export async function holdPerson(at: At, personId: string): Promise<void> {
  await sql`select 1 from person where desk_id = ${at.desk.id} and id = ${personId} for no key update`.execute(at.tx)
}

type New = Pick<Tie, 'person_id' | 'other_id' | 'thing' | 'no' | 'words'>

/** Writes a record of a thing under its number; false if one stands there, written on the page of the other person. */
export async function insertTie(at: At, { words, ...row }: New): Promise<boolean> {
  const id = newId()
  const inserted = await on(at)
    .insertInto('person_tie')
    .values({
      ...row,
      desk_id: at.desk.id,
      id,
      words: at.vault.seal(spot(id), words),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}
