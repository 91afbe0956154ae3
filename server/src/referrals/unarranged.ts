import { sql } from 'kysely'
import { notArranged } from '../grounds/asks.ts'
import type { At } from '../platform/door.ts'
import { referralsSeen } from './store.ts'

/** Bodies that drafts of this desk are meant for and with which nothing is arranged today: whoever writes drafts writes no arrangement. */
export async function unarranged(at: At): Promise<{ body: string; name: string; drafts: number }[]> {
  const { rows } = await sql<{ body: string; name: string; drafts: number }>`
    select b.id as body, b.name, count(*)::int as drafts
    from referral join service s on s.network_id = referral.network_id and s.id = referral.service_id
    left join desk d on d.id = s.at_desk
    join organisation b on b.network_id = s.network_id and b.id = coalesce(d.organisation_id, s.organisation_id)
    where ${referralsSeen(at)} and referral.from_desk = ${at.desk.id} and referral.state = 'draft' and s.state = 'live'
    group by b.id, b.name order by b.name, b.id`.execute(at.tx)
  const lacking = await notArranged(
    at,
    rows.map(({ body }) => body),
    'referral',
  )
  return rows.filter(({ body }) => lacking.includes(body))
}
