import { sql } from 'kysely'
import type { Letter } from '#model/letters/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { LetterTables } from './tables.ts'

/** What is kept of a letter: all that stands on it, and who writes. */
export type Kept = Omit<Letter, 'id' | 'by' | 'at' | 'withdrawn'> & { head: string[] }
/** What is sealed: a letter, or which one is taken back and why. */
type Words = { letter: Kept } | { takesBack: string; why: string }

const on = (at: At) => at.tx as Db<LetterTables>
const spot = (id: string) => ({ in: 'case_letter.words', id }) as const

/** Writes a line after the last one; the case is held, so that two who write at once have two numbers. */
async function insert(at: At, caseId: string, id: string, words: Words): Promise<void> {
  await sql`insert into case_letter (desk_id, id, case_id, no, words, by, at)
    select ${at.desk.id}, ${id}, ${caseId}, coalesce(max(no), 0) + 1, ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    from case_letter where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(at.tx)
}

export const insertLetter = (at: At, caseId: string, id: string, letter: Kept): Promise<void> =>
  insert(at, caseId, id, { letter })

export const takeBack = (at: At, caseId: string, letter: string, why: string): Promise<void> =>
  insert(at, caseId, newId(), { takesBack: letter, why })

/** What was written of the letters of some cases, the last one first: by whom is not named yet. Of who was erased there is nothing. */
async function toldOf(at: At, cases: readonly string[]) {
  if (cases.length === 0) return []
  const rows = await on(at)
    .selectFrom('case_letter')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', 'in', [...cases])
    .orderBy('case_id')
    .orderBy('no', 'desc')
    .execute()
  return rows.flatMap(({ id, words, by, at: when }) => {
    const said = at.vault.open<Words | null>(spot(id), words)
    return said === null ? [] : [{ id, said, actor: by, at: when }]
  })
}

/** The letters of some cases, the last one first. Of who was erased there is none. */
export async function lettersOf(
  at: At,
  cases: readonly string[],
): Promise<(Letter & { head: string[]; actor: string })[]> {
  const [told, nameOf] = await Promise.all([toldOf(at, cases), namesOfActors(at)])
  const backOf = new Map(
    told.flatMap(({ said, actor, at: when }) =>
      'letter' in said ? [] : [[said.takesBack, { why: said.why, by: nameOf(actor), at: when }] as const],
    ),
  )
  return told.flatMap(({ id, said, actor, at: when }) =>
    'letter' in said
      ? [{ id, ...said.letter, actor, by: nameOf(actor), at: when, withdrawn: backOf.get(id) ?? null }]
      : [],
  )
}
