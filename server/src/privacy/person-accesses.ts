import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

type DayRow = { day: string; actor: string; reads: number; writes: number; acts: string[]; last: string }

/**
 * Who read or wrote a person, its cases and their files, contacts, appointments and referrals, one line for each day and actor, newest first. Lists and searches
 * that showed the person stand in the register without naming whom they showed (THREATS), so they are not here.
 */
export async function accessDays(at: At, personId: string, after: { id: string } | null, most: number) {
  const here = sql`desk_id = ${at.desk.id}`
  const own = sql`${here} and person_id = ${personId}`
  const records = sql`${here} and record_id in (select ${personId}::uuid union all select id from care_case where ${own}
    union all select f.id from case_file f join care_case k on k.desk_id = f.desk_id and k.id = f.case_id
      where f.desk_id = ${at.desk.id} and k.person_id = ${personId}
    union all select id from contact where ${own}
    union all select appointment_id from appointment_step where ${here} and case_id in (select id from care_case where ${own}) union all select referrals_of(${at.desk.id}, ${personId}))`
  const days = sql`
    select (at at time zone 'Europe/Rome')::date as day, actor, count(*) filter (where kind = 'read')::int as reads,
      count(*) filter (where kind = 'write')::int as writes, array_agg(distinct act order by act) as acts,
      max(id::text) as last
    from (select id, at, actor, act, kind from audit_entry where ${records}
      union all select id, at, actor, act, kind from audit_pending where ${records}) as accesses group by 1, 2`
  const behind = after ? sql`where last < ${after.id}` : sql``
  const { rows } = await sql<DayRow>`
    select * from (${days}) as days ${behind} order by last desc limit ${sql.lit(most + 1)}`.execute(at.tx)
  return rows
}
