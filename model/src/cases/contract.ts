import { z } from 'zod'
import { CaseAgenda } from '../appointments/contract.ts'
import { CivilDate } from '../calendar.ts'
import { answer, answers } from '../codes/answer.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { Emergency } from '../codes/emergencies.ts'
import { Language } from '../codes/languages.ts'
import { LegalBasis } from '../codes/legal-bases.ts'
import { Need } from '../codes/needs.ts'
import { Outcome } from '../codes/outcomes.ts'
import { Profile } from '../codes/profiles.ts'
import { Sector } from '../codes/sectors.ts'
import { Sex } from '../codes/sexes.ts'
import { StayDocument } from '../codes/stay-documents.ts'
import { WorkForm } from '../codes/work-forms.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { Note } from '../notes/contract.ts'
import { TiesBrief } from '../people/contract.ts'
import { ReferralBrief } from '../referrals/contract.ts'
import { Task } from '../tasks/contract.ts'
import { CaseTimeline } from '../timeline/contract.ts'
import { prose, words } from '../words.ts'

export const CaseState = z.enum(['open', 'closed'])
export type CaseState = z.infer<typeof CaseState>

/** In which part a colleague follows a case. */
export const FollowerRole = z.enum([
  'worker',
  'legal_adviser',
  'network_manager',
  'cultural_mediator',
  'outreach_worker',
])
export type FollowerRole = z.infer<typeof FollowerRole>

/** The facts of a case that can be corrected. */
export const CaseFacts = z.strictObject({
  /** Profile cluster of the InLav model; never a legal status. */
  profile: answer(Profile).default('not_asked'),
  stayDocument: answer(StayDocument).default('not_asked'),
  sector: answer(Sector).default('not_asked'),
  workForm: answer(WorkForm).default('not_asked'),
  needs: answers(Need).default('not_asked'),
})
export type CaseFacts = z.infer<typeof CaseFacts>

/** `gone`: who cannot open the case any more, and follows in name alone. */
export const Follower = z.object({
  accountId: Id,
  name: z.string(),
  role: FollowerRole,
  since: CivilDate,
  gone: z.boolean(),
})
export type Follower = z.infer<typeof Follower>

/** A case (presa in carico) as a line in a list. */
export const CaseCard = z.object({
  id: Id,
  personName: z.string(),
  /** The person's data were erased (art. 17 GDPR). */
  erased: z.boolean(),
  personCode: z.string(),
  state: CaseState,
  openedOn: CivilDate,
  closedOn: CivilDate.nullable(),
  profile: answer(Profile),
  needs: answers(Need),
  followers: z.array(z.string()),
  /** Day of the last thing that was written in it. */
  lastActivity: CivilDate,
})
export type CaseCard = z.infer<typeof CaseCard>

/** A service delivered (servizio erogato). `text` is sealed. */
export const ServiceDelivered = z.object({
  id: Id,
  day: CivilDate,
  kind: Need,
  text: z.string(),
  by: z.string(),
  can: z.array(z.enum(['withdraw'])),
})
export type ServiceDelivered = z.infer<typeof ServiceDelivered>

/** What happened to the case itself: opened, closed, reopened, corrected, given to somebody. */
export const CaseEvent = z.object({
  id: Id,
  at: z.string(),
  /** The day it speaks of: of an opening or the last closing the day that was said, else the day it was written. */
  day: CivilDate,
  act: z.enum(['opened', 'closed', 'reopened', 'corrected', 'follower-added', 'follower-left', 'dossier']),
  by: z.string(),
  /** For followers: who; for closing: the outcome; for reopening: the reason; for a dossier: for whom or what. */
  what: z.string(),
  /** Of a dossier that was taken out, which parts; `mine`: this member made it today, and may fetch it. */
  dossier: z.object({ parts: z.array(z.string()), mine: z.boolean() }).nullable(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

/** The whole case, in one answer. */
export const CaseFile = z.object({
  ...CaseFacts.shape,
  id: Id,
  state: CaseState,
  version: z.number().int(),
  openedOn: CivilDate,
  closedOn: CivilDate.nullable(),
  outcome: Outcome.nullable(),
  /** `not_asked`: a register that was imported did not say. */
  legalBasis: answer(LegalBasis),
  contactId: Id.nullable(),
  person: z.object({
    id: Id,
    name: z.string(),
    code: z.string(),
    birthDate: z.string().nullable(),
    sex: Sex,
    citizenship: answer(Citizenship),
    phones: z.array(z.string()),
    /** As said for safe contact, else of the latest contact that says one, else of the referral that the case came by. */
    language: Language.nullable(),
    ...TiesBrief.shape,
    otherCases: z.number().int(),
    /** The use of the person's data is restricted (art. 18 GDPR). */
    restricted: z.boolean(),
    erased: z.boolean(),
  }),
  followers: z.array(Follower),
  services: z.array(ServiceDelivered),
  notes: z.array(Note),
  events: z.array(CaseEvent),
  contacts: z.array(z.object({ id: Id, day: CivilDate, channel: z.string() })),
  /** By whom it was opened in an emergency in the last thirty days, the newest first. */
  emergencies: z.array(z.object({ at: z.string(), by: z.string(), desk: z.string(), reason: Emergency })),
  referrals: z.array(ReferralBrief),
  /** What is still to be done, what is due first first, and how much there is in all. */
  tasks: z.array(Task),
  tasksTotal: z.number().int(),
  appointments: CaseAgenda,
  /** How many files the case holds. */
  files: z.number().int(),
  /** Of the desk's own questions that are asked in cases: how many, and how many were answered in this one. */
  questions: z.object({ asked: z.number().int(), answered: z.number().int() }),
  /** How often it went from one colleague to another. */
  handovers: z.number().int(),
  /** For how much of it an approval was asked. */
  approvals: z.number().int(),
  /** The desk wants that this member asks before closing it. */
  asksToClose: z.boolean(),
  /** For whoever opens the case: what is done in it answers without. */
  timeline: CaseTimeline.optional(),
  can: z.array(z.enum(['correct', 'assign', 'write', 'close', 'reopen', 'follow-up'])),
})
export type CaseFile = z.infer<typeof CaseFile>

const ofCase = inDesk({ case: Id })
const version = z.number().int()
/** How a case is closed: with which outcome, on which day, with a last word. */
const closing = { outcome: Outcome, closedOn: CivilDate, note: prose(10_000).default(''), version }

export const listCases = endpoint({
  name: 'listCases',
  method: 'GET',
  path: '/desks/:desk/cases',
  access: { grant: 'case.read' },
  summary: 'Cases of the desk',
  params: inDesk(),
  query: z.strictObject({
    ...Paging,
    state: z.enum(['open', 'closed', 'all']).default('open'),
    /** `me`, `nobody`, or a colleague's account id. */
    follower: z.union([z.enum(['anyone', 'me', 'nobody']), Id]).default('anyone'),
    need: Need.optional(),
    profile: answer(Profile).optional(),
    order: z.enum(['activity', 'opened', 'waiting']).default('activity'),
  }),
  answer: pageOf(CaseCard),
  audit: { act: 'read', record: 'cases' },
})

export const openCase = endpoint({
  name: 'openCase',
  method: 'GET',
  path: '/desks/:desk/cases/:case',
  access: { grant: 'case.read' },
  summary: 'One case, whole',
  params: ofCase,
  answer: CaseFile,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const correctCase = endpoint({
  name: 'correctCase',
  method: 'PUT',
  path: '/desks/:desk/cases/:case',
  access: { grant: 'case.write' },
  summary: 'Correct the facts of a case; refused with the case as it is now if somebody else was first',
  params: ofCase,
  body: CaseFacts.extend({ legalBasis: LegalBasis.optional(), version }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const assignFollower = endpoint({
  name: 'assignFollower',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/followers/:account',
  access: { grant: 'case.assign' },
  summary: 'Give the case to a colleague',
  params: inDesk({ case: Id, account: Id }),
  body: z.strictObject({ role: FollowerRole }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const releaseFollower = endpoint({
  name: 'releaseFollower',
  method: 'DELETE',
  path: '/desks/:desk/cases/:case/followers/:account',
  access: { grant: 'case.assign' },
  summary: 'A colleague no longer follows the case',
  params: inDesk({ case: Id, account: Id }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const deliverService = endpoint({
  name: 'deliverService',
  method: 'POST',
  path: '/desks/:desk/cases/:case/services',
  access: { grant: 'case.write' },
  summary: 'Note a service delivered',
  params: ofCase,
  body: z.strictObject({ id: Id, day: CivilDate, kind: Need, text: words(2_000).default('') }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const withdrawService = endpoint({
  name: 'withdrawService',
  method: 'DELETE',
  path: '/desks/:desk/cases/:case/services/:service',
  access: { grant: 'case.write' },
  summary: 'Take back a service noted by mistake',
  params: inDesk({ case: Id, service: Id }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const closeCase = endpoint({
  name: 'closeCase',
  method: 'POST',
  path: '/desks/:desk/cases/:case/close',
  access: { grant: 'case.close' },
  summary: 'Close a case with an outcome and a day',
  params: ofCase,
  body: z.strictObject(closing),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const askToCloseCase = endpoint({
  name: 'askToCloseCase',
  method: 'POST',
  path: '/desks/:desk/cases/:case/approvals',
  access: { grant: 'case.close' },
  summary: 'Ask for the approval to close a case, with how it is to be closed and a word for whoever approves',
  params: ofCase,
  body: z.strictObject({ ...closing, id: Id, ask: prose(2_000).default('') }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const approveClosing = endpoint({
  name: 'approveClosing',
  method: 'POST',
  path: '/desks/:desk/cases/:case/approvals/:approval/approve',
  access: { grant: 'team.approve' },
  summary: 'Approve that a case is closed: it is closed as it was asked',
  params: inDesk({ case: Id, approval: Id }),
  body: z.strictObject({ words: words(2_000).default('') }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const reopenCase = endpoint({
  name: 'reopenCase',
  method: 'POST',
  path: '/desks/:desk/cases/:case/reopen',
  access: { grant: 'case.close' },
  summary: 'Reopen a closed case, with a reason',
  params: ofCase,
  body: z.strictObject({ reason: words(500, 3), version }),
  answer: CaseFile,
  audit: { act: 'write', record: 'case', id: 'case' },
})
