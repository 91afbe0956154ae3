import type { Look } from '#model/timeline/rules.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { TimelineTables } from './tables.ts'

const on = (at: At) => at.tx as Db<TimelineTables>

/** When this member looked at a case last; `null`: never. */
export async function lookOf(at: At, caseId: string): Promise<Look | null> {
  const row = await on(at)
    .selectFrom('case_look')
    .select(['looked_at', 'known_until'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('account_id', '=', at.actor.accountId ?? '')
    .executeTakeFirst()
  return row ? { at: row.looked_at, since: row.known_until } : null
}

/** Of two tabs that look at once the later look holds. */
export async function noteLook(at: At, caseId: string, look: Look): Promise<void> {
  const held = { looked_at: look.at, known_until: look.since }
  await on(at)
    .insertInto('case_look')
    .values({ desk_id: at.desk.id, case_id: caseId, account_id: at.actor.accountId ?? '', ...held })
    .onConflict((conflict) => conflict.columns(['desk_id', 'case_id', 'account_id']).doUpdateSet(held))
    .execute()
}
