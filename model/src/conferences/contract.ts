import { z } from 'zod'
import { AppointmentFacts } from '../appointments/contract.ts'
import { CivilDate } from '../calendar.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/** So many records one conference takes. */
export const MOST_RECORDS = 100

export const ConferenceState = z.enum(['called', 'held', 'cancelled'])
export type ConferenceState = z.infer<typeof ConferenceState>

/** Something that was decided: who does it and, if it was said, by when. */
export const Decision = z.strictObject({ text: words(500, 2), who: words(200), due: CivilDate.nullable() })
export type Decision = z.infer<typeof Decision>

const { day, time, minutes, place, colleagues } = AppointmentFacts.shape
const when = { day, time, minutes, place }

/** What the desk with the case writes; `referrals`: the desks of these come. */
const written = {
  ...when,
  colleagues,
  referrals: z.array(Id).max(20),
  agenda: prose(4_000).default(''),
}
/** What was said, for everybody who came (verbale), and what was decided. */
const outcome = {
  state: ConferenceState,
  record: prose(20_000).default(''),
  decisions: z.array(Decision).max(30).default([]),
}

/** How it stands for a desk that comes; `uninvited`: it is not asked any more, and hears nothing of it from then on. */
export const InvitationState = z.enum([...ConferenceState.options, 'uninvited'])
export type InvitationState = z.infer<typeof InvitationState>

/** All that a desk which comes is shown of it: nothing of the case but this. */
export const Invitation = z.object({
  id: Id,
  no: z.number().int(),
  state: InvitationState,
  day: CivilDate,
  time: z.string(),
  minutes: z.number().int(),
  place: z.string(),
  agenda: z.string(),
  record: z.string(),
  decisions: z.array(Decision),
})
export type Invitation = z.infer<typeof Invitation>

/** Whether somebody of a desk comes, and who; `meant`: the day and hour it was said for, if it was moved since. */
export const Coming = z.object({
  comes: z.boolean(),
  who: z.string(),
  at: z.string(),
  meant: z.object({ day: CivilDate, time: z.string() }).nullable(),
})
export type Coming = z.infer<typeof Coming>

/** A conference about a case (conferenza sul caso), as the desk with the case has it. */
export const Conference = Invitation.extend({
  state: ConferenceState,
  colleagues: z.array(z.object({ accountId: Id, name: z.string() })),
  /** `reached`: it was given what stands now; `open`: what is written now gets there. */
  desks: z.array(
    z.object({ referral: Id, desk: z.string(), reached: z.boolean(), open: z.boolean(), answer: Coming.nullable() }),
  ),
  /** `call-off`: nothing but that, once the case is closed; `tell`: some desk can be given what it could not be given before. */
  can: z.array(z.enum(['write', 'hold', 'call-off', 'tell'])),
})
export type Conference = z.infer<typeof Conference>

export const Conferences = z.object({
  /** The latest day first. */
  rows: z.array(Conference),
  /** Desks that have a referral of this case and may be asked to come; `early`: before their yes they do not know who it is about. */
  invitable: z.array(z.object({ referral: Id, desk: z.string(), early: z.boolean() })),
  can: z.array(z.enum(['call'])),
})
export type Conferences = z.infer<typeof Conferences>

export const Invitations = z.object({
  /** `open`: the referral still speaks; after it has ended nothing more comes of what was told. */
  rows: z.array(Invitation.extend({ answer: Coming.nullable(), open: z.boolean(), can: z.array(z.enum(['answer'])) })),
})
export type Invitations = z.infer<typeof Invitations>

const ofCase = inDesk({ case: Id })

export const listConferences = endpoint({
  name: 'listConferences',
  method: 'GET',
  path: '/desks/:desk/cases/:case/conferences',
  access: { grant: 'case.read' },
  summary: 'The conferences about a case, with who comes',
  params: ofCase,
  answer: Conferences,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const callConference = endpoint({
  name: 'callConference',
  method: 'POST',
  path: '/desks/:desk/cases/:case/conferences',
  access: { grant: 'case.write' },
  summary: 'Call a conference about a case: colleagues, and desks that have a referral of it',
  params: ofCase,
  body: z.strictObject({ id: Id, ...written }),
  answer: Conferences,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const writeConference = endpoint({
  name: 'writeConference',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/conferences/:conference',
  access: { grant: 'case.write' },
  summary: 'Move a conference, call it off, or write what was said and decided; every desk that comes gets it',
  params: inDesk({ case: Id, conference: Id }),
  body: z.strictObject({ no: z.number().int().min(1), ...written, ...outcome }),
  answer: Conferences,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const listInvitations = endpoint({
  name: 'listInvitations',
  method: 'GET',
  path: '/desks/:desk/referrals/:referral/conferences',
  access: { grant: 'referral.read' },
  summary: 'Conferences to which the desk of a referral was asked to come',
  params: inDesk({ referral: Id }),
  answer: Invitations,
  audit: { act: 'read', record: 'referral', id: 'referral' },
})

export const answerInvitation = endpoint({
  name: 'answerInvitation',
  method: 'POST',
  path: '/desks/:desk/referrals/:referral/conferences/:conference/answers',
  access: { grant: 'referral.answer' },
  summary: 'Say whether somebody of this desk comes to a conference, and who',
  params: inDesk({ referral: Id, conference: Id }),
  /** `no`: what is answered; one that was changed meanwhile is shown first. */
  body: z.strictObject({ id: Id, no: z.number().int().min(1), comes: z.boolean(), who: words(200).default('') }),
  answer: Invitations,
  audit: { act: 'write', record: 'referral', id: 'referral' },
})
