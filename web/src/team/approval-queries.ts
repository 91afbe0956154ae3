import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { approveClosing } from '#model/cases/contract.ts'
import { approveSending } from '#model/referrals/contract-acts.ts'
import {
  type Approval,
  listApprovals,
  openApprovalSetting,
  openApprovals,
  refuseApproval,
  sawApproval,
  setApprovals,
  withdrawApproval,
} from '#model/team/approval-contract.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const approvalsQuery = (desk: string, kase: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'approvals', kase],
    queryFn: ({ signal }) => call(listApprovals, { params: { desk, case: kase }, signal }),
  })

export const openApprovalsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'approvals'],
    queryFn: ({ signal }) => call(openApprovals, { params: { desk }, signal }),
  })

export const approvalSettingQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'team', 'approval-setting'],
    queryFn: ({ signal }) => call(openApprovalSetting, { params: { desk }, signal }),
  })

/** What can be done with a request. The case or the referral changes with it: all of the desk is painted anew: where it was refused, once whoever asked has read why (`again`). */
export function useApprovals() {
  const desk = useDesk().code
  const client = useQueryClient()
  const again = () => void client.invalidateQueries({ queryKey: [desk] })
  const then = async <Answer>(doing: Promise<Answer>): Promise<Answer> => {
    const answer = await doing
    again()
    return answer
  }
  const of = ({ caseId, id }: Approval) => ({ desk, case: caseId, approval: id })
  return {
    again,
    approve: (one: Approval, words: string): Promise<unknown> =>
      then<unknown>(
        one.referralId
          ? call(approveSending, { params: { desk, referral: one.referralId, approval: one.id }, body: { words } })
          : call(approveClosing, { params: of(one), body: { words } }),
      ),
    refuse: (one: Approval, words: string) => then(call(refuseApproval, { params: of(one), body: { words } })),
    withdraw: (one: Approval) => then(call(withdrawApproval, { params: of(one) })),
    saw: (one: Approval) => then(call(sawApproval, { params: of(one) })),
    set: (body: { closing: boolean; sending: boolean }) => then(call(setApprovals, { params: { desk }, body })),
  }
}
