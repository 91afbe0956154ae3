import { sql } from 'kysely'
import type { ErasureFact } from '#model/privacy/erasure.ts'
import { filesWaiting } from '../imports/asks.ts'
import type { At } from '../platform/door.ts'

/** What may speak against erasing a person's data, counted. The coordinator weighs it. */
export async function factsOf(at: At, personId: string): Promise<{ fact: ErasureFact; count: number }[]> {
  const own = sql`desk_id = ${at.desk.id} and person_id = ${personId}`
  const referrals = (where: ReturnType<typeof sql>) =>
    sql`select count(*) from referral r where r.id in (select referrals_of(${at.desk.id}, ${personId})) and ${where}`
  const counted: [ErasureFact, ReturnType<typeof sql>][] = [
    ['open-cases', sql`select count(*) from care_case where ${own} and state = 'open'`],
    ['open-referrals', referrals(sql`r.state in ('sent', 'seen', 'accepted', 'in-progress')`)],
    ['given-by-referral', referrals(sql`r.delivered_at is not null and r.from_desk = ${at.desk.id}`)],
    [
      'kept-for-claims',
      sql`select count(*) from restriction x where ${own} and reason = 'needed-for-claims' and not exists (
        select 1 from restriction_end e where e.desk_id = x.desk_id and e.restriction_id = x.id)`,
    ],
    [
      'other-grounds',
      sql`select count(*) from legal_ground g where ${own} and kind <> 'consent' and coalesce(until_day, ${at.today}) >= ${at.today}
        and not exists (select 1 from legal_ground_end e where e.desk_id = g.desk_id and e.ground_id = g.id)`,
    ],
    [
      // A funded programme counts whom it met or followed in its period: until it is over somebody may have to show it.
      'reporting-period',
      sql`select count(distinct t.programme_id) from target t where t.desk_id = ${at.desk.id}
        and ${at.today} between t.from_day and t.to_day and (
          exists (select 1 from contact where ${own} and withdrawn_at is null and day between t.from_day and t.to_day)
          or exists (select 1 from care_case where ${own} and opened_on between t.from_day and t.to_day))`,
    ],
  ]
  const { rows } = await sql<{ fact: ErasureFact; count: number }>`
    select fact, count::int as count from (${sql.join(
      counted.map(([fact, count]) => sql`select ${sql.lit(fact)} as fact, (${count}) as count`),
      sql` union all `,
    )}) as facts where count > 0`.execute(at.tx)
  const waiting = await filesWaiting(at)
  return [...rows, ...(waiting > 0 ? [{ fact: 'waiting-files' as const, count: waiting }] : [])]
}
