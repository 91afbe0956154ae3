import type { Grant } from '../grants.ts'
import type { Approval, ApprovalAct, ApprovalSetting, ApprovalState } from './approval-contract.ts'

/**
 * Whether this member asks before doing it. The setting holds for everybody, whoever approves included; where nobody else
 * could approve it holds for nobody, or the desk would be stuck.
 */
export const isWanted = (
  act: ApprovalAct,
  set: Pick<ApprovalSetting, 'closing' | 'sending'>,
  approvers: readonly string[],
  actor: string | null,
): boolean => (act === 'close' ? set.closing : set.sending) && approvers.some((account) => account !== actor)

/** What this member may do with a request: nobody answers the own one, and nobody takes back another one’s that did not come with a case. */
export function mayAnswer(
  { state, by, inherited }: { state: ApprovalState; by: string; inherited: boolean },
  actor: { name: string; grants: readonly Grant[] },
): Approval['can'] {
  if (state !== 'waiting') return []
  if (by === actor.name) return ['withdraw']
  return [
    ...(actor.grants.includes('team.approve') ? (['approve', 'refuse'] as const) : []),
    ...(inherited ? (['withdraw'] as const) : []),
  ]
}
