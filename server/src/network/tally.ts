import { sql } from 'kysely'
import type { Counts } from '#model/network/flows.ts'
import type { At } from '../platform/door.ts'

/** The tally by column, ids apart: thousands of rows with three ids each take the driver longer than the database. */
export type Tally = { desks: string[]; services: string[] } & Record<
  'from_desk' | 'to_desk' | 'service' | keyof Counts,
  number[]
>

type Known = { last: string | null; until: number; tally: Tally }
/** Sums that were made, by network and period: the same for all who may read them, and dear to make. */
const known = new Map<string, Known>()
const MOST_KNOWN = 50
/** A row may be committed after one with a higher number: no sum is believed for longer, in milliseconds. */
const BELIEVED = 10_000

/** What the tally says of each pair, over the whole network but for desks for trying out; made anew when a row came. */
export async function tallyOf(at: At, period: string): Promise<Tally> {
  const { networkId } = at.desk
  const { rows } = await sql<{ last: string | null }>`
    select max(no)::text as last from referral_flow where network_id = ${networkId} and period = ${period}`.execute(
    at.tx,
  )
  const last = rows[0]?.last ?? null
  const key = `${networkId} ${period}`
  const before = known.get(key)
  if (before && before.last === last && before.until > performance.now()) return before.tally
  const tally = await sumsOf(at, period)
  known.delete(key)
  known.set(key, { last, until: performance.now() + BELIEVED, tally })
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break
    known.delete(oldest)
  }
  return tally
}

async function sumsOf(at: At, period: string): Promise<Tally> {
  const { networkId } = at.desk
  const list = (column: string) => sql`coalesce(array_to_json(array_agg(${sql.raw(column)})), '[]')`
  const { rows } = await sql<Tally>`
    with placed_desk as (
      select id, (row_number() over (order by id) - 1)::int as place from desk where network_id = ${networkId} and not tryout
    ), placed_service as (
      select id, (row_number() over (order by id) - 1)::int as place from service where network_id = ${networkId}
    ), flow as (
      select from_desk, to_desk, service_id, sum(sent)::int as sent, sum(in_time)::int as in_time, sum(late)::int as late,
        sum(unanswered)::int as unanswered, sum(withdrawn)::int as withdrawn
      from referral_flow
      where network_id = ${networkId} and period = ${period}
      group by 1, 2, 3
    )
    select (select ${list('id order by place')} from placed_desk) as desks,
      (select ${list('id order by place')} from placed_service) as services,
      ${list('a.place')} as from_desk, ${list('coalesce(b.place, -1)')} as to_desk, ${list('s.place')} as service,
      ${list('sent')} as sent, ${list('in_time')} as "inTime", ${list('late')} as late,
      ${list('unanswered')} as unanswered, ${list('withdrawn')} as withdrawn
    from flow join placed_desk a on a.id = from_desk join placed_service s on s.id = service_id
      left join placed_desk b on b.id = to_desk`.execute(at.tx)
  return rows[0] as Tally
}

/** Years in which something was sent, the newest first, and this one in any case. */
export async function yearsOf(at: At): Promise<number[]> {
  const { rows } = await sql<{ first: number | null }>`
    select left(min(period), 4)::int as first from referral_flow where network_id = ${at.desk.networkId}`.execute(at.tx)
  const now = Number(at.today.slice(0, 4))
  const first = Math.min(rows[0]?.first ?? now, now)
  return Array.from({ length: now - first + 1 }, (_, back) => now - back)
}

/** Makes one row of all that the desk at hand wrote of one flow in one period; nobody waits for it and no sum changes. */
export const foldFlow = (at: At) =>
  sql`with gone as (
      delete from referral_flow f using (
        select period, from_desk, to_desk, service_id from referral_flow
        where network_id = ${at.desk.networkId} and by_desk = ${at.desk.id}
        group by 1, 2, 3, 4 having count(*) > 1
      ) many
      where f.network_id = ${at.desk.networkId} and f.by_desk = ${at.desk.id} and f.period = many.period
        and f.from_desk = many.from_desk and f.to_desk is not distinct from many.to_desk
        and f.service_id = many.service_id
      returning f.*
    ), one as (
      select network_id, period, from_desk, to_desk, service_id, by_desk, sum(sent) as sent, sum(in_time) as in_time,
        sum(late) as late, sum(unanswered) as unanswered, sum(withdrawn) as withdrawn
      from gone group by 1, 2, 3, 4, 5, 6
    )
    insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
    select * from one
    where (sent, in_time, late, unanswered, withdrawn) is distinct from (0, 0, 0, 0, 0)`.execute(at.tx)
