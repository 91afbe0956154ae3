import { type RawBuilder, sql } from 'kysely'
import { v5 } from 'uuid'
import type { Tryout } from '#model/tryout/contract.ts'
import { mayFollow } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { addInvented, invented } from './invented.ts'

/**
 * Every table in which a desk has records, those that point at others first; the tally last, as it counts deletions too.
 * Not here: what the desk is (members, roles, data keys) and the register of accesses, which is never emptied.
 */
export const emptied = [
  'case_follower',
  'service_delivered',
  'note_mention',
  'note_version',
  'case_note',
  'case_event',
  'sign_answer',
  'pathway_fact',
  'arrival_fact',
  'decision_fact',
  'worktime_entry',
  'case_letter',
  'case_file_step',
  'case_file_part',
  'case_file',
  'appointment_step',
  'room',
  'patron_day',
  'mediator',
  'own_calendar',
  'walk_in',
  'substitution',
  'conference_fact',
  'approval_news',
  'approval_end',
  'approval',
  'approval_setting',
  'handover_news',
  'handover',
  'task_news',
  'task_fact',
  'case_look',
  'question_answer',
  'question_version',
  'question',
  'care_case',
  'contact',
  'import_doubt',
  'import_error',
  'import_part',
  'import_run',
  'import_heading',
  'import_person',
  'erasure_end',
  'erasure',
  'legal_ground_end',
  'ground_signature',
  'legal_ground',
  'restriction_end',
  'restriction',
  'person_export',
  'document_fact',
  'person_tie',
  'person_tag',
  'person',
  'pathway_template',
  'letter_template',
  'document_edit',
  'service_note',
  'assurance_link',
  'draft',
  'mail',
  'made',
  'outbox',
  'month_tally',
] as const

/** What the database says of the desk at hand. */
export async function isTryout(at: At): Promise<boolean> {
  const { rows } = await sql<{ tryout: boolean }>`select tryout from desk where id = ${at.desk.id}`.execute(at.tx)
  return rows[0]?.tryout ?? false
}

export async function standing(at: At): Promise<Tryout> {
  const { rows } = await sql<Tryout>`
    select (select count(*) from person where desk_id = ${at.desk.id}) as persons,
      (select count(*) from contact where desk_id = ${at.desk.id} and withdrawn_at is null) as contacts,
      (select count(*) from care_case where desk_id = ${at.desk.id}) as cases`.execute(at.tx)
  return rows[0] as Tryout
}

/** Adds the invented workers that are not there. */
export async function fill(at: At): Promise<void> {
  const idOf = (what: string) => v5(what, at.desk.id)
  const { accountId } = at.actor
  const follows = accountId !== null && (await mayFollow(at, accountId))
  for (const person of invented) await addInvented(at, person, { idOf, follows })
}

/** Whether an import waits or runs: it would go on writing while its records are taken away. */
export async function isImporting(at: At): Promise<boolean> {
  const { rows } = await sql`
    select 1 from import_run where desk_id = ${at.desk.id} and state in ('waiting', 'running') limit 1`.execute(at.tx)
  return rows.length > 0
}

/** One statement each: what a colleague commits meanwhile is seen by the whole of it or by nothing of it. */
const together: Partial<Record<(typeof emptied)[number], (desk: string) => RawBuilder<unknown>>> = {
  // No key of the tables holds a person and the tags together.
  person_tag: (desk) => sql`
    with gone as (delete from person where desk_id = ${desk} returning id)
    delete from person_tag where desk_id = ${desk} and person_id in (select id from gone)`,
  // What was deleted was counted as deleted: only what comes to nothing goes.
  month_tally: (desk) => sql`
    delete from month_tally where desk_id = ${desk} and (month, measure, sex, citizenship) in (
      select month, measure, sex, citizenship from month_tally where desk_id = ${desk}
      group by 1, 2, 3, 4 having sum(count) = 0)`,
}

/** Takes away every record of the desk at hand. The database refuses it in any other desk. */
export async function empty(at: At): Promise<void> {
  const plain = (table: string) => sql`delete from ${sql.table(table)} where desk_id = ${at.desk.id}`
  for (const table of emptied) await (together[table]?.(at.desk.id) ?? plain(table)).execute(at.tx)
}
