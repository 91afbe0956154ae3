import { today } from '#model/calendar.ts'
import type { ApprovalAct, ApprovalState } from '#model/team/approval-contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { type Asked, answerOf, approvalsOf, askedOf, countApprovals } from './approval-store.ts'
import { approvalWanted, approve, askApproval } from './approvals.ts'
import { countHandovers, handoversOf, noteOf } from './store.ts'
import { substitutionsToday } from './substitution-store.ts'

export { approvalWanted, approve, askApproval, countApprovals, countHandovers }

/** Who stands in today for a member. */
export const standInsOf = async (at: At, absent: string): Promise<string[]> => [
  ...new Set((await substitutionsToday(at)).flatMap((row) => (row.absent === absent ? [row.stand_in] : []))),
]

/** When some cases went from one colleague to another, and what was noted then; without names of colleagues. */
export const handoverNotesOf = async (at: At, cases: readonly string[]): Promise<{ note: string; at: string }[]> =>
  (await handoversOf(at, cases)).map((row) => ({ note: noteOf(at, row), at: row.at }))

/** An approval that was asked for, and what was answered, in the words of whoever did. */
export type ApprovalTold = {
  asked: Asked
  service: string
  by: string
  at: string
  state: ApprovalState
  end: { words: string; by: string; at: string } | null
}

/** What was asked and answered for some cases, the last first; nothing of who was erased. */
export const approvalsTold = async (at: At, cases: readonly string[]): Promise<ApprovalTold[]> =>
  (await approvalsOf(at, cases)).flatMap((row) => {
    const asked = askedOf(at, row)
    if (!asked) return []
    const { service, by, at: when, outcome, end_by, end_at } = row
    const end = end_by && end_at ? { words: answerOf(at, row), by: end_by, at: end_at } : null
    return [{ asked, service: service ?? '', by, at: when, state: outcome ?? 'waiting', end }]
  })

/** That an approval was asked for in a case, and what was answered. */
export async function approvalsHappened(at: At, caseId: string): Promise<Happened[]> {
  const rows = await approvalsOf(at, [caseId])
  return rows.flatMap((row) => {
    const { id, act, referral_id: referral, outcome, end_at, end_by } = row
    const told = { kind: 'approval', thing: referral ?? caseId, what: row.service ?? '' } as const
    const asked = { day: today(row.at), at: row.at, actor: row.by }
    return [
      happened({ ...told, ...asked, act: act === 'close' ? 'asked-close' : 'asked-send', key: id }),
      ...(outcome && outcome !== 'outlived' && end_at && end_by
        ? [happened({ ...told, day: today(end_at), at: end_at, actor: end_by, act: outcome, key: `${id} ${outcome}` })]
        : []),
    ]
  })
}

/** What of a case waits for an approval; of who was erased nothing. */
export async function approvalsWaiting(
  at: At,
  caseId: string,
): Promise<{ act: ApprovalAct; service: string; at: string }[]> {
  const rows = await approvalsOf(at, [caseId])
  return rows
    .filter(({ outcome, words }) => outcome === null && words.length > 0)
    .map(({ act, service, at: asked }) => ({ act, service: service ?? '', at: asked }))
}
