import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { Outcome } from '../codes/outcomes.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** For what a desk may want an approval: to close a case, to send a referral to an inspectorate. */
export const ApprovalAct = z.enum(['close', 'send'])
export type ApprovalAct = z.infer<typeof ApprovalAct>

/** `outlived`: nobody answered it, and what it is about was closed, opened again or is a draft no more. */
export const ApprovalState = z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'outlived'])
export type ApprovalState = z.infer<typeof ApprovalState>

/** That somebody asked for an approval (richiesta di approvazione), with exactly what is to be done. */
export const Approval = z.object({
  id: Id,
  caseId: Id,
  act: ApprovalAct,
  referralId: Id.nullable(),
  /** Of a referral: the service that it goes to. */
  service: z.string(),
  /** Of a closing: as it was asked. */
  closing: z.object({ outcome: Outcome, closedOn: CivilDate, note: z.string() }).nullable(),
  /** For whoever approves. */
  note: z.string(),
  by: z.string(),
  at: z.string(),
  state: ApprovalState,
  end: z.object({ words: z.string(), by: z.string(), at: z.string() }).nullable(),
  /** The draft changed since it was asked for: so it cannot be approved. */
  changed: z.boolean(),
  /** It was answered, and I, who asked or to whom the case came, have not read it yet. */
  newForMe: z.boolean(),
  can: z.array(z.enum(['approve', 'refuse', 'withdraw'])),
})
export type Approval = z.infer<typeof Approval>

/** On the home page with whom it is about. */
export const ApprovalLine = Approval.extend({ personName: z.string(), personCode: z.string() })
export type ApprovalLine = z.infer<typeof ApprovalLine>

/** For what the desk wants an approval, who set it and when; `approvers`: how many may approve today. */
export const ApprovalSetting = z.object({
  closing: z.boolean(),
  sending: z.boolean(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  approvers: z.number().int(),
  can: z.array(z.enum(['set'])),
})
export type ApprovalSetting = z.infer<typeof ApprovalSetting>

const ofApproval = inDesk({ case: Id, approval: Id })

export const listApprovals = endpoint({
  name: 'listApprovals',
  method: 'GET',
  path: '/desks/:desk/cases/:case/approvals',
  access: { grant: 'case.read' },
  summary: 'For what of a case an approval was asked, and what was answered, the last first',
  params: inDesk({ case: Id }),
  answer: z.object({ rows: z.array(Approval) }),
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const openApprovals = endpoint({
  name: 'openApprovals',
  method: 'GET',
  path: '/desks/:desk/approvals',
  access: { grant: 'case.read' },
  summary: 'What waits for my approval, and what was answered to me that I have not read yet',
  params: inDesk(),
  answer: z.object({ waiting: z.array(ApprovalLine), answered: z.array(ApprovalLine) }),
  audit: { act: 'read', record: 'cases' },
})

export const refuseApproval = endpoint({
  name: 'refuseApproval',
  method: 'POST',
  path: '/desks/:desk/cases/:case/approvals/:approval/refuse',
  access: { grant: 'team.approve' },
  summary: 'Refuse what a colleague asked to do, and say why; nothing is done',
  params: ofApproval,
  body: z.strictObject({ words: words(2_000, 3) }),
  answer: Approval,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const withdrawApproval = endpoint({
  name: 'withdrawApproval',
  method: 'POST',
  path: '/desks/:desk/cases/:case/approvals/:approval/withdraw',
  access: { grant: 'case.read' },
  summary: 'Ask no more for an approval that I asked for, or that was asked for in a case which came to me',
  params: ofApproval,
  answer: Approval,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const sawApproval = endpoint({
  name: 'sawApproval',
  method: 'POST',
  path: '/desks/:desk/cases/:case/approvals/:approval/seen',
  access: { grant: 'case.read' },
  summary: 'I have read what was answered to me',
  params: ofApproval,
  answer: Approval,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const openApprovalSetting = endpoint({
  name: 'openApprovalSetting',
  method: 'GET',
  path: '/desks/:desk/approval-setting',
  access: { grant: 'case.read' },
  summary: 'For what the desk wants an approval',
  params: inDesk(),
  answer: ApprovalSetting,
})

export const setApprovals = endpoint({
  name: 'setApprovals',
  method: 'PUT',
  path: '/desks/:desk/approval-setting',
  access: { grant: 'team.tend' },
  summary: 'Say for what the desk wants an approval',
  params: inDesk(),
  body: z.strictObject({ closing: z.boolean(), sending: z.boolean() }),
  answer: ApprovalSetting,
  audit: { act: 'write', record: 'desk' },
})
