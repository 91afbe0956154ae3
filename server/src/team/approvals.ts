import type { z } from 'zod'
import { isWanted, mayAnswer } from '#model/team/approval.ts'
import type { Approval, ApprovalAct, ApprovalSetting } from '#model/team/approval-contract.ts'
import { mayFollow, membersWith, namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import {
  type ApprovalRow,
  type Asked,
  answerIsNew,
  answerOf,
  approvalRow,
  approvalsOf,
  askedOf,
  followersNow,
  holdApproval,
  insertAnswer,
  insertApproval,
  insertSetting,
  settingOf,
} from './approval-store.ts'

type Shown = z.input<typeof Approval>

/** Whether this member asks before doing it. */
export async function approvalWanted(at: At, act: ApprovalAct): Promise<boolean> {
  const set = await settingOf(at)
  // Few desks want it: only they ask who could approve.
  if (!set.closing && !set.sending) return false
  return isWanted(act, set, await membersWith(at, 'team.approve'), at.actor.accountId)
}

export async function shownSetting(at: At): Promise<z.input<typeof ApprovalSetting>> {
  const [set, approvers, nameOf] = await Promise.all([
    settingOf(at),
    membersWith(at, 'team.approve'),
    namesOfActors(at),
  ])
  return {
    ...set,
    by: set.by && nameOf(set.by),
    approvers: approvers.length,
    can: at.actor.grants.includes('team.tend') ? ['set'] : [],
  }
}

/** Says for what the desk wants an approval; said as it stands, nothing is written. */
export async function setWanted(at: At, wanted: Pick<ApprovalSetting, 'closing' | 'sending'>): Promise<void> {
  const set = await settingOf(at)
  if (set.closing !== wanted.closing || set.sending !== wanted.sending) await insertSetting(at, wanted)
}

const stateOf = ({ outcome }: ApprovalRow) => outcome ?? 'waiting'

/** Requests as this actor may see them. */
export async function shownApprovals(at: At, rows: readonly ApprovalRow[]): Promise<Shown[]> {
  if (rows.length === 0) return []
  const nameOf = await namesOfActors(at)
  return rows.map((row) => {
    const asked = askedOf(at, row)
    return {
      ...{ id: row.id, caseId: row.case_id, act: row.act, referralId: row.referral_id, service: row.service ?? '' },
      closing: asked?.close ?? null,
      note: asked?.note ?? '',
      ...{ by: nameOf(row.by), at: row.at, state: stateOf(row) },
      end: row.end_by && row.end_at ? { words: answerOf(at, row), by: nameOf(row.end_by), at: row.end_at } : null,
      changed: stateOf(row) === 'waiting' && asked?.send != null && asked.send.version !== row.version,
      newForMe: row.fresh,
      can: asked ? mayAnswer({ ...row, state: stateOf(row) }, at.actor) : [],
    }
  })
}

export async function shownApproval(at: At, id: string): Promise<Shown> {
  const row = await approvalRow(at, id)
  const [shown] = row ? await shownApprovals(at, [row]) : []
  if (!shown) throw notFound()
  return shown
}

type Wanted = { id: string; caseId: string; referralId?: string } & Partial<Asked> & { note: string }

/** Asks for an approval. Whoever asks has looked whether it could be done now, and holds the case or the referral. */
export async function askApproval(at: At, { id, caseId, referralId = '', note, close = null, send = null }: Wanted) {
  const act = close ? 'close' : 'send'
  if (!(await approvalWanted(at, act))) throw notPossible('approval-not-wanted')
  const rows = await approvalsOf(at, [caseId])
  const isSame = (row: ApprovalRow) => row.act === act && (row.referral_id ?? '') === referralId
  if (rows.some((row) => isSame(row) && stateOf(row) === 'waiting')) throw notPossible('approval-waits')
  await insertApproval(at, { id, case_id: caseId, act, referral_id: referralId || null }, { note, close, send })
}

/** To whom an answer is news: who asked, and once that one is no member any more whoever follows the case. */
async function readersOf(at: At, { by, case_id: kase }: ApprovalRow): Promise<string[]> {
  const account = by.startsWith('account:') ? by.slice('account:'.length) : null
  if (account && (await mayFollow(at, account))) return [account]
  const all = new Set([...(account ? [account] : []), ...(await followersNow(at, kase))])
  return [...all].filter((each) => each !== at.actor.accountId)
}

/** Does what was asked, as who asked it. */
type Doing = (asked: Asked, by: string, askedAt: string) => Promise<void>
type Of = { id: string; of: { caseId: string } | { referralId: string } }

/** Gives the approval and does what was asked, both or nothing. */
export async function approve(at: At, of: Of, words: string, act: Doing): Promise<void> {
  await answer(at, of, 'approved', words, act)
}

/** Answers a request that waits, once. `act` is done before it counts as answered: what cannot be done leaves it waiting. */
export async function answer(
  at: At,
  { id, of }: Of,
  outcome: 'approved' | 'refused' | 'withdrawn',
  words: string,
  act: Doing = async () => {},
): Promise<void> {
  await holdApproval(at, id)
  const row = await approvalRow(at, id)
  const isThere = row && ('caseId' in of ? row.case_id === of.caseId : row.referral_id === of.referralId)
  if (!row || !isThere) throw notFound()
  if (stateOf(row) === 'outlived') throw notPossible('approval-outlived')
  if (stateOf(row) !== 'waiting') throw movedOn(await shownApproval(at, id))
  const can = { approved: 'approve', refused: 'refuse', withdrawn: 'withdraw' } as const
  if (!mayAnswer({ ...row, state: 'waiting' }, at.actor).includes(can[outcome])) throw notAllowed('not-yours')
  const asked = askedOf(at, row)
  if (!asked) throw notPossible('person-erased')
  await act(asked, row.by, row.at)
  if (!(await insertAnswer(at, row, outcome, words))) throw movedOn(await shownApproval(at, id))
  if (row.by !== at.actor.name) for (const account of await readersOf(at, row)) await answerIsNew(at, id, account)
}
