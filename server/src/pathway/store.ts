import { sql } from 'kysely'
import type { NewFollowUpFact, NewGoalFact, NewReviewFact, NewStepFact } from '#model/pathway/contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { FactKind, PathwayTables } from './tables.ts'

type FactRow = PathwayTables['pathway_fact']

/** What of a record is sealed. */
export type Sealed = {
  goal: Omit<NewGoalFact, 'no'>
  step: Omit<NewStepFact, 'no' | 'goal' | 'account'>
  review: Omit<NewReviewFact, 'no'>
  'follow-up': Omit<NewFollowUpFact, 'no'>
}
type Brief = Pick<FactRow, 'case_id' | 'thing' | 'goal_id' | 'owner' | 'no' | 'by' | 'at'>
export type Fact<K extends FactKind = FactKind> = { [Kind in K]: Brief & { kind: Kind; words: Sealed[Kind] } }[K]

const on = (at: At) => at.tx as Db<PathwayTables>
const spot = (id: string) => ({ in: 'pathway_fact.words', id }) as const

/** Of who was erased there is nothing to open. */
const opened = (at: At, rows: readonly FactRow[]): Fact[] =>
  rows.flatMap(({ desk_id: _, id, words, ...row }) => {
    const told = at.vault.open<Sealed[FactKind] | null>(spot(id), words)
    return told === null ? [] : [{ ...row, words: told } as Fact]
  })

/** All that was written of the pathways of some cases: of each thing the record that holds first, things as they came. */
export async function factsOfCases(at: At, cases: readonly string[]): Promise<Fact[]> {
  if (cases.length === 0) return []
  const rows = await on(at)
    .selectFrom('pathway_fact')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', 'in', [...cases])
    .orderBy('thing')
    .orderBy('no', 'desc')
    .execute()
  return opened(at, rows)
}

/** The records that hold: of the steps of a member, with their goals, and of the reviews of some cases. */
export async function latestFor(at: At, member: string | null, cases: readonly string[]): Promise<Fact[]> {
  const { rows } = await sql<FactRow>`
    select * from pathway_fact f where desk_id = ${at.desk.id}
      and (owner = ${member} or (kind = 'review' and case_id = any(${cases}::uuid[]))
        or thing in (select goal_id from pathway_fact s where s.desk_id = f.desk_id and s.owner = ${member}))
      and not exists (select 1 from pathway_fact l where l.desk_id = f.desk_id and l.thing = f.thing and l.no > f.no)`.execute(
    at.tx,
  )
  return opened(at, rows)
}

/** The records of goals and steps that hold, of some cases. */
export async function stepsOf(at: At, cases: readonly string[]): Promise<Fact<'goal' | 'step'>[]> {
  if (cases.length === 0) return []
  const { rows } = await sql<FactRow>`
    select * from pathway_fact f where desk_id = ${at.desk.id} and kind in ('goal', 'step') and case_id = any(${cases}::uuid[])
      and not exists (select 1 from pathway_fact l where l.desk_id = f.desk_id and l.thing = f.thing and l.no > f.no)`.execute(
    at.tx,
  )
  return opened(at, rows) as Fact<'goal' | 'step'>[]
}

/** What was told after the closing of some cases: the records that hold, those of earlier closings among them. */
export async function followUpsOf(at: At, cases: readonly string[]): Promise<Fact<'follow-up'>[]> {
  if (cases.length === 0) return []
  const { rows } = await sql<FactRow>`
    select * from pathway_fact f where desk_id = ${at.desk.id} and kind = 'follow-up' and case_id = any(${cases}::uuid[])
      and not exists (select 1 from pathway_fact l where l.desk_id = f.desk_id and l.thing = f.thing and l.no > f.no)`.execute(
    at.tx,
  )
  return opened(at, rows) as Fact<'follow-up'>[]
}

export async function countOfCase(at: At, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pathway_fact where desk_id = ${at.desk.id} and case_id = ${caseId}`.execute(
    at.tx,
  )
  return rows[0]?.count ?? 0
}

/** Whether a colleague has or had this step. */
export async function ownedStep(at: At, step: string, account: string): Promise<boolean> {
  const found = await on(at)
    .selectFrom('pathway_fact')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('thing', '=', step)
    .where('owner', '=', account)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether a case has this goal. */
export async function hasGoal(at: At, caseId: string, goal: string): Promise<boolean> {
  const found = await on(at)
    .selectFrom('pathway_fact')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'goal')
    .where('id', '=', goal)
    .executeTakeFirst()
  return found !== undefined
}

type New<K extends FactKind> = {
  caseId: string
  kind: K
  thing: string
  /** The number of the record that was seen last. */
  no: number
  goal?: string
  owner?: string | null
  words: Sealed[K]
}

/** Writes a record after the one that was seen; false if somebody else wrote one meanwhile. */
export async function insertFact<K extends FactKind>(at: At, fact: New<K>): Promise<boolean> {
  const { caseId, kind, thing, no, goal = null, owner = null, words } = fact
  const id = no === 0 ? thing : newId()
  const { rows } = await sql`
    insert into pathway_fact (desk_id, id, case_id, kind, thing, goal_id, owner, no, words, by, at)
    select ${at.desk.id}, ${id}, ${caseId}, ${kind}, ${thing}, ${goal}, ${owner}, ${no}::int + 1,
      ${at.vault.seal(spot(id), words)}, ${at.actor.name}, ${at.now}
    where ${no}::int = (select coalesce(max(no), 0) from pathway_fact
      where desk_id = ${at.desk.id} and case_id = ${caseId} and kind = ${kind} and thing = ${thing})
    on conflict do nothing returning id`.execute(at.tx)
  return rows.length > 0
}
