import type { CivilDate } from '#model/calendar.ts'
import type { Outcome } from '#model/codes/outcomes.ts'
import { insertOwnNote } from '../notes/asks.ts'
import type { At } from '../platform/door.ts'
import { caseFor, checkDay, mustBeSame } from './held.ts'
import { addEvent, type CaseRow, on, updateCase } from './store.ts'

export type Closing = { outcome: Outcome; closedOn: CivilDate; note: string }

/** An open case that can be closed so, held until the end of the transaction. Without a version: as it is now. */
export async function caseToClose(
  at: At,
  id: string,
  { closedOn, version }: { closedOn: CivilDate; version?: number },
): Promise<CaseRow> {
  const row = await caseFor(at, id, 'close')
  if (version !== undefined) await mustBeSame(at, row, version)
  checkDay(at, closedOn, row, '/closedOn')
  return row
}

/** Closes a case that is held: how it ended, when, and a last word of whoever asked for it. */
export async function close(at: At, { id }: CaseRow, closing: Closing, author = at.actor.name): Promise<void> {
  const { outcome, closedOn, note } = closing
  await updateCase(at, id, { state: 'closed', closed_on: closedOn, outcome })
  await addEvent(at, id, 'closed', outcome)
  if (note.trim()) await insertOwnNote(at, id, closedOn, note, author)
}

/** Whether a case was closed, or closed and opened again, after an instant: what was asked before is of another time. */
export async function wasClosedSince(at: At, caseId: string, since: string): Promise<boolean> {
  const row = await on(at)
    .selectFrom('case_event')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('act', 'in', ['closed', 'reopened'])
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
