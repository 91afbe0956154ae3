import { sql } from 'kysely'
import type { NoteVisibility } from '#model/notes/contract.ts'
import { reachOf } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { NoteTables } from './tables.ts'

export type NoteRow = NoteTables['case_note']
export type VersionRow = NoteTables['note_version']
export type NewNote = {
  id: string
  day: string
  kind: string
  text: string
  visibility?: NoteVisibility
  by?: string
}

const on = (at: At) => at.tx as Db<NoteTables>
const sealed = (at: At, id: string, text: string) => at.vault.seal({ in: 'case_note.words', id }, text)

export const textOf = (at: At, { id, words }: Pick<NoteRow, 'id' | 'words'>): string =>
  at.vault.open<string>({ in: 'case_note.words', id }, words)
export const textOfVersion = (at: At, { id, words }: Pick<VersionRow, 'id' | 'words'>): string =>
  at.vault.open<string>({ in: 'note_version.words', id }, words)

export const insertNote = (
  at: At,
  caseId: string,
  { id, day, kind, text, visibility = 'desk', by = at.actor.name }: NewNote,
) =>
  on(at)
    .insertInto('case_note')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: caseId,
      day,
      kind,
      visibility,
      words: sealed(at, id, text),
      by,
      written_at: at.now,
      changed_at: null,
      version: 1,
    })
    .execute()

/** The notes of a case, the latest day first. */
export const noteRows = (at: At, caseId: string): Promise<NoteRow[]> =>
  on(at)
    .selectFrom('case_note')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const noteOfCase = (at: At, caseId: string, id: string): Promise<NoteRow | undefined> =>
  on(at)
    .selectFrom('case_note')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Corrects a note; what stood in it is kept first, with who could read it. */
export async function correct(
  at: At,
  before: NoteRow,
  { kind, text, visibility }: { kind: string; text: string; visibility: NoteVisibility },
): Promise<void> {
  const id = newId()
  await on(at)
    .insertInto('note_version')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: before.case_id,
      note_id: before.id,
      no: before.version,
      kind: before.kind,
      visibility: before.visibility,
      words: at.vault.seal({ in: 'note_version.words', id }, textOf(at, before)),
      at: before.changed_at ?? before.written_at,
    })
    .execute()
  await on(at)
    .updateTable('case_note')
    .set((eb) => ({
      kind,
      visibility,
      words: sealed(at, before.id, text),
      changed_at: at.now,
      version: eb('version', '+', 1),
    }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', before.id)
    .execute()
}

/** What stood in the notes of a case before they were corrected, the newest first. */
export const versionsOfCase = (at: At, caseId: string): Promise<VersionRow[]> =>
  on(at)
    .selectFrom('note_version')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .orderBy('note_id')
    .orderBy('no', 'desc')
    .execute()

export const mentionsOfCase = (at: At, caseId: string) =>
  on(at)
    .selectFrom('note_mention')
    .select(['note_id', 'account_id', 'seen_at'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('account_id')
    .execute()

/** Names exactly these colleagues in a note; answers who was not named before. */
export async function nameIn(at: At, caseId: string, noteId: string, accounts: readonly string[]): Promise<string[]> {
  const before = await on(at)
    .selectFrom('note_mention')
    .select('account_id')
    .where('desk_id', '=', at.desk.id)
    .where('note_id', '=', noteId)
    .execute()
  const named = new Set(before.map(({ account_id: id }) => id))
  const gone = [...named].filter((id) => !accounts.includes(id))
  if (gone.length > 0)
    await on(at)
      .deleteFrom('note_mention')
      .where('desk_id', '=', at.desk.id)
      .where('note_id', '=', noteId)
      .where('account_id', 'in', gone)
      .execute()
  const fresh = [...new Set(accounts)].filter((id) => !named.has(id))
  if (fresh.length > 0)
    await on(at)
      .insertInto('note_mention')
      .values(
        fresh.map((account) => ({
          desk_id: at.desk.id,
          note_id: noteId,
          account_id: account,
          case_id: caseId,
          at: at.now,
          seen_at: null,
        })),
      )
      .execute()
  return fresh
}

export type UnseenRow = Pick<NoteRow, 'id' | 'case_id' | 'day' | 'by'> & { at: string; person_id: string }

/** The notes that name this actor, that the actor may read and has not looked at, the oldest first. */
export async function unseenOf(at: At): Promise<UnseenRow[]> {
  const { rows } = await sql<UnseenRow>`
    select n.id, n.case_id, n.day, n.by, m.at, care_case.person_id from note_mention m
    join case_note n on n.desk_id = m.desk_id and n.id = m.note_id
    join care_case on care_case.desk_id = m.desk_id and care_case.id = m.case_id
    where m.desk_id = ${at.desk.id} and m.account_id = ${at.actor.accountId} and m.seen_at is null
      and n.by <> ${at.actor.name} and length(n.words) > 0 and ${reachOf(at).cases}
      and (n.visibility = 'desk' or ${at.actor.grants.includes('legal.read')})
    order by m.at, n.id`.execute(at.tx)
  return rows
}

export const markSeen = (at: At, noteId: string) =>
  on(at)
    .updateTable('note_mention')
    .set({ seen_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('note_id', '=', noteId)
    .where('account_id', '=', at.actor.accountId ?? '')
    .where('seen_at', 'is', null)
    .execute()
