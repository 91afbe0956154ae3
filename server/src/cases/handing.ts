import type { FollowerRole } from '#model/cases/contract.ts'
import type { At } from '../platform/door.ts'
import { caseFor } from './held.ts'
import { addEvent, dropFollower, on, putFollower } from './store.ts'

/** An open case of which this actor may say who follows it, held until the end of the transaction. */
export const caseToAssign = (at: At, id: string) => caseFor(at, id, 'assign')

/**
 * A colleague follows a case for another one, who goes, or stays in a part; answers in which part the new one followed
 * before.
 */
export async function handFollower(
  at: At,
  caseId: string,
  { from, to, as, stays = null }: { from: string; to: string; as: FollowerRole; stays?: FollowerRole | null },
): Promise<FollowerRole | null> {
  const followers = await on(at)
    .selectFrom('case_follower')
    .select(['account_id', 'role'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .execute()
  const before = followers.find(({ account_id }) => account_id === to)?.role as FollowerRole | undefined
  if (stays === null) {
    if (await dropFollower(at, caseId, from)) await addEvent(at, caseId, 'follower-left', `account:${from}`)
  } else await putFollower(at, caseId, from, stays)
  if (await putFollower(at, caseId, to, as)) await addEvent(at, caseId, 'follower-added', `account:${to}`)
  return before ?? null
}
