import { sql } from 'kysely'
import type { CivilDate } from '#model/calendar.ts'
import type { FollowerRole } from '#model/cases/contract.ts'
import { grantsOf, roles } from '#model/grants.ts'
import { counted } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { type CaseRow, casesSeen } from './store.ts'

/** A case with what its line in a list shows: whose it is (sealed) and who follows it. */
export type ListedCase = Pick<
  CaseRow,
  'id' | 'person_id' | 'state' | 'opened_on' | 'closed_on' | 'profile' | 'needs' | 'last_activity'
> & { identity: Buffer; followers: string[] }

export type CaseFilter = {
  state: 'open' | 'closed' | 'all'
  follower: string
  need?: string | undefined
  profile?: string | undefined
  order: 'activity' | 'opened' | 'waiting'
}

const byDay = { activity: 'last_activity', opened: 'opened_on', waiting: 'last_activity' } as const

const follows = (at: At, account: string | null) =>
  sql`exists (select 1 from case_follower g where g.desk_id = ${at.desk.id} and g.case_id = care_case.id
    and g.account_id = ${account})`

/** Roles that open a case: who left, or has none of them any more, follows in name alone. */
const readers = roles.filter((role) => grantsOf([role]).includes('case.read'))

/** Whether the follower `g` can open the case today. */
export const opensCases = (at: At) =>
  sql<boolean>`exists (select 1 from member m join role_grant r on r.desk_id = m.desk_id and r.account_id = m.account_id
    where m.desk_id = g.desk_id and m.account_id = g.account_id and (m.until is null or m.until >= ${at.today as string})
      and r.role = any(${readers}::text[]))`

const isFollowed = (at: At) =>
  sql`exists (select 1 from case_follower g
    where g.desk_id = ${at.desk.id} and g.case_id = care_case.id and ${opensCases(at)})`

function followed(at: At, follower: string) {
  if (follower === 'anyone') return sql``
  if (follower === 'nobody') return sql`and not ${isFollowed(at)}`
  return sql`and ${follows(at, follower === 'me' ? at.actor.accountId : follower)}`
}

/** What was erased is over, whatever the row says: it was not closed by anybody, and the figures that were reported stay. */
const erasedHere = sql`exists (select 1 from erasure_end e
  where e.desk_id = care_case.desk_id and e.person_id = care_case.person_id and e.outcome = 'done')`

function inState(state: CaseFilter['state']) {
  if (state === 'all') return sql``
  return state === 'open'
    ? sql`and care_case.state = 'open' and not ${erasedHere}`
    : sql`and (care_case.state = 'closed' or ${erasedHere})`
}

/** The cases of a filter that this actor may see, as a condition. */
const matching = (at: At, { state, follower, need, profile }: CaseFilter) => sql`${casesSeen(at)}
  ${inState(state)}
  ${profile === undefined ? sql`` : sql`and care_case.profile = ${profile}`}
  ${need === undefined ? sql`` : sql`and ${need} = any(care_case.needs)`}
  ${followed(at, follower)}`

async function listed(at: At, where: ReturnType<typeof matching>, order: CaseFilter['order'], most: number) {
  const direction = order === 'waiting' ? sql`asc` : sql`desc`
  const { rows } = await sql<ListedCase>`
    select care_case.id, care_case.person_id, care_case.state, care_case.opened_on, care_case.closed_on, care_case.profile,
      care_case.needs, care_case.last_activity, person.identity,
      array(select f.account_id from case_follower f where f.desk_id = ${at.desk.id} and f.case_id = care_case.id
        order by f.since, f.account_id) as followers
    from care_case join person on person.desk_id = care_case.desk_id and person.id = care_case.person_id
    where ${where}
    order by care_case.${sql.raw(byDay[order])} ${direction}, care_case.id ${direction} limit ${sql.lit(most)}`.execute(
    at.tx,
  )
  return rows
}

/** The day by which a row stands in its place in the list. */
export const placeOf = (row: ListedCase, order: CaseFilter['order']): string => row[byDay[order]]

/** One page of cases; `waiting` puts first those in which nothing was written for longest. */
export function rowsOfCases(
  at: At,
  filter: CaseFilter,
  after: { day: string; id: string } | null,
  most: number,
): Promise<ListedCase[]> {
  const behind = filter.order === 'waiting' ? sql`>` : sql`<`
  const place = sql.raw(`(care_case.${byDay[filter.order]}, care_case.id)`)
  const further = after === null ? sql`` : sql`and ${place} ${behind} (${after.day}::date, ${after.id}::uuid)`
  return listed(at, sql`${matching(at, filter)} ${further}`, filter.order, most)
}

export const countCases = (at: At, filter: CaseFilter): Promise<number> =>
  counted(at.tx, sql`select 1 from care_case where ${matching(at, filter)}`)

type FollowedCase = {
  caseId: string
  personId: string
  account: string | null
  role: FollowerRole | null
  lastActivity: CivilDate
}

/** Each open case with each who follows it, and once with nobody where none does: the cases are those of the lists. */
export async function openWithFollowers(at: At): Promise<FollowedCase[]> {
  const { rows } = await sql<FollowedCase>`
    select care_case.id as "caseId", care_case.person_id as "personId", g.account_id as account, g.role, care_case.last_activity as "lastActivity"
    from care_case left join case_follower g on g.desk_id = care_case.desk_id and g.case_id = care_case.id
    where ${matching(at, { state: 'open', follower: 'anyone', order: 'activity' })}`.execute(at.tx)
  return rows
}

/** Open cases that nobody follows who could open them. */
export const countUnfollowed = (at: At): Promise<number> =>
  countCases(at, { state: 'open', follower: 'nobody', order: 'waiting' })

/** Own open cases in which nothing was written since a day, longest first. */
export const quietCases = (at: At, since: string): Promise<ListedCase[]> =>
  listed(
    at,
    sql`${matching(at, { state: 'open', follower: 'me', order: 'waiting' })} and care_case.last_activity <= ${since}`,
    'waiting',
    20,
  )

type Opened = { caseId: string; personId: string; at: string; by: string; desk: string }

/** Who opened cases that this actor follows in an emergency, in the last seven days, the newest first. */
export async function openedInEmergency(at: At): Promise<Opened[]> {
  const { rows } = await sql<Opened>`
    select g.case_id as "caseId", care_case.person_id as "personId", g.opened_at as at, g.reader_name as by, d.name as desk
    from glass g join desk d on d.id = g.reader_desk join care_case on care_case.desk_id = g.owner_desk and care_case.id = g.case_id
      join case_follower f on f.desk_id = g.owner_desk and f.case_id = g.case_id and f.account_id = ${at.actor.accountId}
    where g.owner_desk = ${at.desk.id} and ${casesSeen(at)} and g.opened_at > ${at.now}::timestamptz - interval '7 days'
    order by g.opened_at desc limit 20`.execute(at.tx)
  return rows
}
