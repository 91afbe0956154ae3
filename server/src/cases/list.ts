import { type ExpressionBuilder, sql } from 'kysely'
import { counted } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import { type CaseRow, caseRows, on } from './store.ts'
import type { CaseTables } from './tables.ts'

/** A case with what its line in a list shows: whose it is (sealed) and who follows it. */
export type ListedCase = Pick<CaseRow, (typeof columns)[number]> & { identity: Buffer; followers: string[] }

const columns = ['id', 'person_id', 'state', 'opened_on', 'closed_on', 'profile', 'needs', 'last_activity'] as const

export type CaseFilter = {
  state: 'open' | 'closed' | 'all'
  follower: string
  need?: string | undefined
  profile?: string | undefined
  order: 'activity' | 'opened' | 'waiting'
}

const byDay = { activity: 'last_activity', opened: 'opened_on', waiting: 'last_activity' } as const

const follows = (at: At, account: string | null) =>
  sql<boolean>`exists (select 1 from case_follower g where g.desk_id = ${at.desk.id} and g.case_id = care_case.id
    ${account === null ? sql`` : sql`and g.account_id = ${account}`})`

function matching(at: At, { state, follower, need, profile }: CaseFilter) {
  return caseRows(at)
    .$if(state !== 'all', (query) => query.where('state', '=', state as 'open'))
    .$if(profile !== undefined, (query) => query.where('profile', '=', profile as string))
    .$if(need !== undefined, (query) => query.where(sql<boolean>`${need} = any(needs)`))
    .$if(follower === 'me', (query) => query.where(follows(at, at.actor.accountId)))
    .$if(follower === 'nobody', (query) => query.where(sql<boolean>`not ${follows(at, null)}`))
    .$if(!['me', 'nobody', 'anyone'].includes(follower), (query) => query.where(follows(at, follower)))
}

const listed = (at: At, filter: CaseFilter) =>
  matching(at, filter)
    .innerJoin('person', (join) =>
      join.onRef('person.desk_id', '=', 'care_case.desk_id').onRef('person.id', '=', 'care_case.person_id'),
    )
    .select(columns.map((column) => `care_case.${column}` as const))
    .select([
      'person.identity',
      sql<string[]>`array(select f.account_id from case_follower f where f.desk_id = ${at.desk.id}
        and f.case_id = care_case.id order by f.since, f.account_id)`.as('followers'),
    ])

/** The day by which a row stands in its place in the list. */
export const placeOf = (row: ListedCase, order: CaseFilter['order']): string => row[byDay[order]]

/** One page of cases; `waiting` puts first those in which nothing was written for longest. */
export function rowsOfCases(
  at: At,
  filter: CaseFilter,
  after: { day: string; id: string } | null,
  most: number,
): Promise<ListedCase[]> {
  const day = `care_case.${byDay[filter.order]}` as const
  const direction = filter.order === 'waiting' ? 'asc' : 'desc'
  return listed(at, filter)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }: ExpressionBuilder<CaseTables, 'care_case'>) =>
        eb(
          refTuple(day, 'care_case.id'),
          direction === 'desc' ? '<' : '>',
          tuple((after as { day: string }).day, (after as { id: string }).id),
        ),
      ),
    )
    .orderBy(day, direction)
    .orderBy('care_case.id', direction)
    .limit(sql.lit(most))
    .execute()
}

export const countCases = (at: At, filter: CaseFilter): Promise<number> => counted(on(at), matching(at, filter))

/** Own open cases in which nothing was written since a day, longest first. */
export const quietCases = (at: At, since: string): Promise<ListedCase[]> =>
  listed(at, { state: 'open', follower: 'me', order: 'waiting' })
    .where('last_activity', '<=', since)
    .orderBy('last_activity')
    .orderBy('care_case.id')
    .limit(sql.lit(20))
    .execute()
