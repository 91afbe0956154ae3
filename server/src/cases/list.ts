import { type ExpressionBuilder, sql } from 'kysely'
import type { At } from '../platform/door.ts'
import { type CaseRow, caseRows } from './store.ts'
import type { CaseTables } from './tables.ts'

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

/** The day by which a row stands in its place in the list. */
export const placeOf = (row: CaseRow, order: CaseFilter['order']): string => row[byDay[order]]

/** One page of cases; `waiting` puts first those in which nothing was written for longest. */
export function rowsOfCases(
  at: At,
  filter: CaseFilter,
  after: { day: string; id: string } | null,
  most: number,
): Promise<CaseRow[]> {
  const day = byDay[filter.order]
  const direction = filter.order === 'waiting' ? 'asc' : 'desc'
  return matching(at, filter)
    .selectAll()
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }: ExpressionBuilder<CaseTables, 'care_case'>) =>
        eb(
          refTuple(day, 'id'),
          direction === 'desc' ? '<' : '>',
          tuple((after as { day: string }).day, (after as { id: string }).id),
        ),
      ),
    )
    .orderBy(day, direction)
    .orderBy('id', direction)
    .limit(most)
    .execute()
}

export async function countCases(at: At, filter: CaseFilter): Promise<number> {
  const { total } = await matching(at, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Own open cases in which nothing was written since a day, longest first. */
export const quietCases = (at: At, since: string): Promise<CaseRow[]> =>
  matching(at, { state: 'open', follower: 'me', order: 'waiting' })
    .selectAll()
    .where('last_activity', '<=', since)
    .orderBy('last_activity')
    .orderBy('id')
    .limit(20)
    .execute()
