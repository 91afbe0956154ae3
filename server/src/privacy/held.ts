import { sql } from 'kysely'
import type { HeldKind } from '#model/privacy/contract.ts'
import type { At } from '../platform/door.ts'

type Held = { what: HeldKind; count: number; from: string | null; to: string | null }

/** How many rows of each kind are about a person, and their first and last day. One query; nothing is opened. */
export async function heldOf(at: At, personId: string): Promise<Held[]> {
  const here = sql`desk_id = ${at.desk.id}`
  const own = sql`${here} and person_id = ${personId}`
  const cases = sql`${here} and case_id in (select id from care_case where ${own})`
  const rome = (column: string) => sql`(${sql.ref(column)} at time zone 'Europe/Rome')::date`
  const counted = (what: HeldKind, day: ReturnType<typeof rome>, table: string, where: typeof own) =>
    sql`select ${sql.lit(what)} as what, count(*)::int as count, min(${day}) as "from", max(${day}) as "to"
      from ${sql.table(table)} where ${where}`
  const day = (column: string) => sql`${sql.ref(column)}`
  const all = [
    counted('identity', rome('recorded_at'), 'person', sql`${here} and id = ${personId}`),
    counted('contacts', day('day'), 'contact', sql`${own} and withdrawn_at is null`),
    counted('cases', day('opened_on'), 'care_case', own),
    counted('services', day('day'), 'service_delivered', sql`${cases} and withdrawn_at is null`),
    counted('notes', day('day'), 'case_note', cases),
    counted('note-versions', rome('at'), 'note_version', cases),
    counted('events', rome('at'), 'case_event', cases),
    counted('signs', day('day'), 'sign_answer', cases),
    counted('arrival', rome('at'), 'arrival_fact', cases),
    counted('decisions', rome('at'), 'decision_fact', cases),
    counted('pathway', rome('at'), 'pathway_fact', cases),
    counted('worktime', rome('at'), 'worktime_entry', cases),
    counted('ties', rome('at'), 'person_tie', sql`${here} and (person_id = ${personId} or other_id = ${personId})`),
    counted('case-files', rome('at'), 'case_file', cases),
    counted('appointments', day('day'), 'appointment_step', sql`${cases} and no = 1`),
    counted('tasks', rome('at'), 'task_fact', cases),
    counted('answers', rome('at'), 'question_answer', own),
    counted('letters', rome('at'), 'case_letter', cases),
    counted('handovers', rome('at'), 'handover', cases),
    counted('conferences', rome('at'), 'conference_fact', sql`${cases} and no = 1`),
    counted('approvals', rome('at'), 'approval', cases),
    counted('documents', rome('at'), 'document_fact', own),
    counted('grounds', day('from_day'), 'legal_ground', own),
    counted(
      'signatures',
      rome('at'),
      'ground_signature',
      sql`${here} and length(image) > 0 and ground_id in (select id from legal_ground where ${own})`,
    ),
    sql`select 'referrals' as what, count(*)::int as count, min(${rome('made_at')}) as "from", max(${rome('made_at')}) as "to"
      from referral where id in (select referrals_of(${at.desk.id}, ${personId}))`,
    counted('exports', rome('at'), 'person_export', own),
  ]
  const { rows } = await sql<Held>`${sql.join(all, sql` union all `)}`.execute(at.tx)
  return rows
}
