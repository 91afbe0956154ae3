import { type RawBuilder, sql } from 'kysely'
import type { ErasedKind } from '#model/privacy/erasure.ts'
import { endAccessesTo } from '../glass/asks.ts'
import { forgetRowsOf } from '../imports/asks.ts'
import { wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { tellOfErasure } from '../referrals/asks.ts'

type Place = {
  kind: ErasedKind
  table: string
  column?: string
  where: RawBuilder<unknown>
  versioned?: boolean
  /** Counted by another place: a part of something is not one more. */
  isPart?: boolean
}

/** Every place in which something sealed is known to be about a person. The test holds it against the list of sealed columns. */
function placesOf(at: At, personId: string): Place[] {
  const here = sql`desk_id = ${at.desk.id}`
  const own = sql`${here} and person_id = ${personId}`
  const cases = sql`${here} and case_id in (select id from care_case where ${own})`
  const grounds = sql`${here} and ground_id in (select id from legal_ground where ${own})`
  const referrals = sql`${here} and referral_id in (select referrals_of(${at.desk.id}, ${personId}))`
  const glasses = sql`${here} and glass_id in (select g.id from glass g join care_case k on k.desk_id = g.owner_desk and k.id = g.case_id
    where g.owner_desk = ${at.desk.id} and k.person_id = ${personId})`
  return [
    {
      kind: 'identity',
      table: 'person',
      column: 'identity',
      where: sql`${here} and id = ${personId}`,
      versioned: true,
    },
    { kind: 'contacts', table: 'contact', where: own, versioned: true },
    { kind: 'services', table: 'service_delivered', where: cases },
    { kind: 'notes', table: 'case_note', where: cases, versioned: true },
    { kind: 'notes', table: 'note_version', where: cases, isPart: true },
    { kind: 'events', table: 'case_event', where: cases },
    { kind: 'signs', table: 'sign_answer', where: cases },
    { kind: 'arrival', table: 'arrival_fact', where: cases },
    { kind: 'decisions', table: 'decision_fact', where: cases },
    { kind: 'pathway', table: 'pathway_fact', where: cases },
    { kind: 'worktime', table: 'worktime_entry', where: cases },
    { kind: 'ties', table: 'person_tie', where: sql`${here} and (person_id = ${personId} or other_id = ${personId})` },
    { kind: 'case-files', table: 'case_file', column: 'about', where: cases },
    { kind: 'case-files', table: 'case_file_part', column: 'bytes', where: cases, isPart: true },
    { kind: 'case-files', table: 'case_file_step', where: cases, isPart: true },
    { kind: 'appointments', table: 'appointment_step', where: cases },
    { kind: 'tasks', table: 'task_fact', where: cases },
    { kind: 'answers', table: 'question_answer', where: own },
    { kind: 'letters', table: 'case_letter', where: cases },
    { kind: 'handovers', table: 'handover', where: cases },
    { kind: 'conferences', table: 'conference_fact', where: cases },
    { kind: 'approvals', table: 'approval', where: cases },
    { kind: 'approvals', table: 'approval_end', where: cases, isPart: true },
    { kind: 'documents', table: 'document_fact', where: own },
    { kind: 'grounds', table: 'legal_ground', where: own },
    { kind: 'grounds', table: 'legal_ground_end', where: grounds },
    { kind: 'signatures', table: 'ground_signature', column: 'image', where: grounds },
    { kind: 'restrictions', table: 'restriction', where: own },
    {
      kind: 'restrictions',
      table: 'restriction_end',
      where: sql`${here} and restriction_id in (select id from restriction where ${own})`,
    },
    { kind: 'exports', table: 'person_export', where: own },
    { kind: 'referrals', table: 'referral_origin', where: own },
    { kind: 'referrals', table: 'referral_copy', where: referrals },
    { kind: 'messages', table: 'referral_message', where: referrals },
    { kind: 'messages', table: 'referral_appointment', where: referrals },
    { kind: 'files', table: 'referral_file', column: 'about', where: referrals },
    {
      kind: 'files',
      table: 'referral_file_part',
      column: 'bytes',
      where: sql`${here} and file_id in (select id from referral_file where ${referrals})`,
      isPart: true,
    },
    { kind: 'emergencies', table: 'glass_words', where: glasses },
    { kind: 'erasures', table: 'erasure', where: own },
    { kind: 'erasures', table: 'erasure_end', where: own },
  ]
}

const columnOf = ({ column = 'words' }: Place) => sql.ref(column)

const draftsOf = (at: At, personId: string) =>
  sql`desk_id = ${at.desk.id} and person_of_record(desk_id, record) = ${personId}`

/** What an erasure is going to take, counted by kind. Rows of files are taken away here: who looks like the person is known only before. */
export async function takeStock(at: At, personId: string): Promise<Partial<Record<ErasedKind, number>>> {
  const whole = await wholePerson(at, personId)
  const rows = whole ? await forgetRowsOf(at, personId, whole) : 0
  const counted = placesOf(at, personId)
    .filter(({ isPart }) => !isPart)
    .map(
      (place) => sql`select ${sql.lit(place.kind)} as kind, count(*)::int as count from ${sql.table(place.table)}
      where ${place.where} and length(${columnOf(place)}) > 0`,
    )
  const drafts = sql`select 'drafts' as kind, count(*)::int as count from draft where ${draftsOf(at, personId)}`
  const found = await sql<{ kind: ErasedKind; count: number }>`
    select kind, sum(count)::int as count from (${sql.join([...counted, drafts], sql` union all `)}) as all_kinds
    group by kind having sum(count) > 0 order by kind`.execute(at.tx)
  const counts = Object.fromEntries(found.rows.map(({ kind, count }) => [kind, count]))
  return { ...counts, ...(rows > 0 && { 'import-rows': rows }) }
}

/**
 * Makes nothing of every sealed word about a person, for good, in the transaction of the decision, which the database has
 * seen: without it nothing passes. Rows, codes and days stay, and so do the figures that are made of them.
 */
export async function erase(at: At, personId: string): Promise<void> {
  await tellOfErasure(at, personId)
  await endAccessesTo(at, personId)
  for (const place of placesOf(at, personId))
    await sql`
      update ${sql.table(place.table)} set ${columnOf(place)} = ''::bytea ${place.versioned ? sql`, version = version + 1` : sql``}
      where ${place.where} and length(${columnOf(place)}) > 0`.execute(at.tx)
  await sql`delete from person_tag where desk_id = ${at.desk.id} and person_id = ${personId}`.execute(at.tx)
  await sql`delete from draft where ${draftsOf(at, personId)}`.execute(at.tx)
}
