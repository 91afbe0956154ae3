import type { z } from 'zod'
import {
  type ApprovalLine,
  listApprovals,
  openApprovalSetting,
  openApprovals,
  refuseApproval,
  sawApproval,
  setApprovals,
  withdrawApproval,
} from '#model/team/approval-contract.ts'
import { caseBrief, personsOfCases } from '../cases/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import {
  type ApprovalRow,
  answeredApprovals,
  answerIsRead,
  approvalRow,
  approvalsOf,
  waitingApprovals,
} from './approval-store.ts'
import { answer, setWanted, shownApproval, shownApprovals, shownSetting } from './approvals.ts'

/** Requests with whom they are about; those of cases that this actor does not see are left out. */
async function lines(at: At, rows: readonly ApprovalRow[]): Promise<z.input<typeof ApprovalLine>[]> {
  const [shown, persons] = [
    await shownApprovals(at, rows),
    await personsOfCases(
      at,
      rows.map(({ case_id }) => case_id),
    ),
  ]
  const names = await namesOfPersons(at, [...new Set(persons.values())])
  return shown.flatMap((one) => {
    const person = names.get(persons.get(one.caseId) ?? '')
    return person ? [{ ...one, personName: person.name, personCode: person.code }] : []
  })
}

async function inbox(at: At) {
  const waiting = at.actor.grants.includes('team.approve') ? await waitingApprovals(at) : []
  return {
    waiting: await lines(
      at,
      waiting.filter(({ by }) => by !== at.actor.name),
    ),
    answered: await lines(at, await answeredApprovals(at)),
  }
}

/** A request of a case that this actor sees. */
async function ofCase(at: At, caseId: string, id: string): Promise<ApprovalRow> {
  const [seen, row] = [await caseBrief(at, caseId), await approvalRow(at, id)]
  if (!seen || row?.case_id !== caseId) throw notFound()
  return row
}

export const approvalRoutes: Route[] = [
  route(listApprovals, async (at, { params }) => {
    if (!(await caseBrief(at, params.case))) throw notFound()
    return { rows: await shownApprovals(at, await approvalsOf(at, [params.case])) }
  }),
  route(openApprovals, (at) => inbox(at)),
  route(refuseApproval, async (at, { params: { case: caseId, approval }, body }) => {
    await ofCase(at, caseId, approval)
    await answer(at, { id: approval, of: { caseId } }, 'refused', body.words)
    return shownApproval(at, approval)
  }),
  route(withdrawApproval, async (at, { params: { case: caseId, approval } }) => {
    await ofCase(at, caseId, approval)
    await answer(at, { id: approval, of: { caseId } }, 'withdrawn', '')
    return shownApproval(at, approval)
  }),
  route(sawApproval, async (at, { params: { case: caseId, approval } }) => {
    await ofCase(at, caseId, approval)
    await answerIsRead(at, approval)
    return shownApproval(at, approval)
  }),
  route(openApprovalSetting, (at) => shownSetting(at)),
  route(setApprovals, async (at, { body }) => {
    await setWanted(at, body)
    return shownSetting(at)
  }),
]
