import { sql } from 'kysely'
import { mayReadNote } from '#model/notes/rules.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { type ShownNote, shownNotes } from './present.ts'
import { insertNote, mentionsOfCase, type NoteRow, noteRows, textOfVersion, versionsOfCase } from './store.ts'

/** Notes of a new case, or that another desk wrote: read by the desk. */
export { insertNote }

/** A note that the system writes with another act of the actor (taking charge, an import), or of who asked for the act. */
export const insertOwnNote = (at: At, caseId: string, day: string, text: string, by = at.actor.name) =>
  insertNote(at, caseId, { id: newId(), day, kind: 'other', text, by })

/** The notes of a case as this actor may see them, once it is known what the actor may do in it. */
export async function notesOfCase(
  at: At,
  caseId: string,
): Promise<(nameOf: (actor: string) => string, writes: boolean) => ShownNote[]> {
  const [rows, named] = await Promise.all([noteRows(at, caseId), mentionsOfCase(at, caseId)])
  return (nameOf, writes) => shownNotes(at, rows, named, nameOf, writes)
}

/** What stood in the notes of some cases before they were corrected, by note, the newest first; what this actor may read of it. */
export async function earlierNotes(
  at: At,
  cases: readonly string[],
): Promise<Map<string, { at: string; text: string | null }[]>> {
  const found = new Map<string, { at: string; text: string | null }[]>()
  for (const id of cases) {
    const [notes, versions] = await Promise.all([noteRows(at, id), versionsOfCase(at, id)])
    for (const note of notes) {
      const before = versions
        .filter((each) => each.note_id === note.id)
        .map((each) => ({
          at: each.at,
          text:
            mayReadNote(at.actor, note) && mayReadNote(at.actor, { by: note.by, visibility: each.visibility })
              ? textOfVersion(at, each)
              : null,
        }))
      if (before.length > 0) found.set(note.id, before)
    }
  }
  return found
}

/** Of these notes of a case those that are there: of which day each is, and whether it is restricted to the legal advisers. */
export async function briefNotes(
  at: At,
  caseId: string,
  ids: readonly string[],
): Promise<Map<string, Pick<NoteRow, 'day' | 'visibility'>>> {
  if (ids.length === 0) return new Map()
  const rows = await noteRows(at, caseId)
  return new Map(rows.filter(({ id }) => ids.includes(id)).map(({ id, day, visibility }) => [id, { day, visibility }]))
}

/** The notes of a case that others than this actor wrote or corrected after an instant. */
export const notesSince = async (at: At, caseId: string, since: string): Promise<string[]> =>
  (await noteRows(at, caseId)).flatMap(({ id, by, written_at, changed_at }) =>
    by !== at.actor.name && (changed_at ?? written_at) > since ? [id] : [],
  )
/** Of these cases those that have a note for the legal advisers alone: that there is one is no secret. */
export async function restrictedIn(at: At, cases: readonly string[]): Promise<Set<string>> {
  if (cases.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select distinct case_id as id from case_note
    where desk_id = ${at.desk.id} and visibility = 'legal' and case_id = any(${cases}::uuid[])`.execute(at.tx)
  return new Set(rows.map(({ id }) => id))
}
