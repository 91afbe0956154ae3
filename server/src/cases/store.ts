import { sql } from 'kysely'
import type { CaseEvent, CaseFacts } from '#model/cases/contract.ts'
import { storedList } from '#model/codes/stored.ts'
import { reachOf } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { CaseTables } from './tables.ts'

export type CaseRow = CaseTables['care_case']

export const on = (at: At) => at.tx as Db<CaseTables>

/** The cases this actor may see, as a condition: where each query of cases begins. */
export const casesSeen = (at: At) => sql<boolean>`care_case.desk_id = ${at.desk.id} and ${reachOf(at).cases}`

/** A case held until the end of the transaction: nobody else changes it meanwhile. */
export const lockCase = (at: At, id: string): Promise<CaseRow | undefined> =>
  on(at).selectFrom('care_case').selectAll().where(casesSeen(at)).where('id', '=', id).forUpdate().executeTakeFirst()

export const factsColumns = (facts: CaseFacts) => ({
  profile: facts.profile,
  stay_document: facts.stayDocument,
  sector: facts.sector,
  work_form: facts.workForm,
  needs: storedList(facts.needs),
})

/** Changes a locked case and counts its version up; activity moves forward, never back. */
export const updateCase = (at: At, id: string, change: Partial<CaseRow>, activity = at.today as string) =>
  on(at)
    .updateTable('care_case')
    .set((eb) => ({
      ...change,
      version: eb('version', '+', 1),
      last_activity: sql<string>`greatest(last_activity, ${activity}::date)`,
    }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

/** Something was written in the case: its facts (and their version) stay as they are. */
export const touchCase = (at: At, id: string, day: string) =>
  on(at)
    .updateTable('care_case')
    .set({ last_activity: sql<string>`greatest(last_activity, ${day}::date)` })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

export async function addEvent(
  at: At,
  caseId: string,
  act: CaseEvent['act'],
  what: string | object,
  id = newId(),
): Promise<void> {
  const words = at.vault.seal({ in: 'case_event.words', id }, what)
  await on(at)
    .insertInto('case_event')
    .values({ desk_id: at.desk.id, id, case_id: caseId, at: at.now, actor: at.actor.name, act, words })
    .execute()
}

/** Gives the case to a colleague; answers whether that is news. */
export async function putFollower(at: At, caseId: string, accountId: string, role: string): Promise<boolean> {
  const before = await on(at)
    .selectFrom('case_follower')
    .select('role')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (before?.role === role) return false
  await setFollower(at, caseId, accountId, role)
  return true
}

export const setFollower = (at: At, caseId: string, accountId: string, role: string) =>
  on(at)
    .insertInto('case_follower')
    .values({ desk_id: at.desk.id, case_id: caseId, account_id: accountId, role, since: at.today })
    .onConflict((conflict) => conflict.columns(['desk_id', 'case_id', 'account_id']).doUpdateSet({ role }))
    .execute()

export async function dropFollower(at: At, caseId: string, accountId: string): Promise<boolean> {
  const dropped = await on(at)
    .deleteFrom('case_follower')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst()
  return dropped !== undefined
}
