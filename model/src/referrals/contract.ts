import { z } from 'zod'
import { CivilDate, PartialDate } from '../calendar.ts'
import { answer } from '../codes/answer.ts'
import { Citizenship } from '../codes/citizenships.ts'
import { Language } from '../codes/languages.ts'
import { Need } from '../codes/needs.ts'
import { NoteKind } from '../codes/note-kinds.ts'
import { Profile } from '../codes/profiles.ts'
import { Sector } from '../codes/sectors.ts'
import { Sex } from '../codes/sexes.ts'
import { StayDocument } from '../codes/stay-documents.ts'
import { WorkForm } from '../codes/work-forms.ts'
import { prose, words } from '../words.ts'

export const ReferralState = z.enum([
  'draft',
  'sent',
  'seen',
  'accepted',
  'declined',
  'in-progress',
  'done',
  'interrupted',
  'withdrawn',
  'expired',
])
export type ReferralState = z.infer<typeof ReferralState>

export const ReferralAct = z.enum([
  'send',
  'see',
  'accept',
  'decline',
  'begin',
  'finish',
  'interrupt',
  'withdraw',
  'expire',
  'message',
])
export type ReferralAct = z.infer<typeof ReferralAct>

/** Who acts: a desk's workers or its coordinator, whoever holds the link (a body without an account), or the clock. */
export const Party = z.enum([
  'sender',
  'sender-coordinator',
  'receiver',
  'receiver-coordinator',
  'link-holder',
  'clock',
])
export type Party = z.infer<typeof Party>

export const DeclineReason = z.enum(['full', 'not-eligible', 'other-service', 'too-little-known', 'other'])
export type DeclineReason = z.infer<typeof DeclineReason>

export const InterruptReason = z.enum(['person-refused', 'person-not-found', 'person-left', 'service-ended', 'other'])
export type InterruptReason = z.infer<typeof InterruptReason>

/** What came of it for the need it was for, as the service says; never a judgement of a crime or a right. */
export const ReferralOutcome = z.enum(['need-met', 'need-met-in-part', 'need-not-met'])
export type ReferralOutcome = z.infer<typeof ReferralOutcome>

/** What no member chooses: a case that was taken over, and what two desks shared on a ground that ended. */
export const TAKEN_OVER = 'taken-over'
export const GROUND_ENDED = 'ground-ended'

/**
 * What is asked: a service; that the other desk takes the whole case over (passaggio del caso); or that both follow the person
 * together, each with a case of its own (presa in carico congiunta).
 */
export const ReferralKind = z.enum(['service', 'transfer', 'shared'])
export type ReferralKind = z.infer<typeof ReferralKind>

export const Urgency = z.enum(['ordinary', 'urgent'])
export type Urgency = z.infer<typeof Urgency>

/**
 * What may come in a referral from the other side, and be new until somebody of the desk looks. `state`: any step but an answer;
 * `link`: wrong codes closed the link that was given.
 */
export const NewsKind = z.enum(['message', 'file', 'appointment', 'conference', 'answer', 'state', 'link'])
export type NewsKind = z.infer<typeof NewsKind>

const Words = (most: number) => words(most, 1)

/** A note as a case keeps it, and the name of each desk that it passed over from, which stands before it. */
const ENTRY_LETTERS = 50_000 + 10_000

/** Of services and notes, each: a case with more is told in words. */
export const MOST_ENTRIES = 500

/** Each side writes so many messages in a referral: it is no chat, and each answer brings them all. */
export const MOST_MESSAGES = 200

/**
 * Everything of a person that may travel, each field by itself. The first few are what a service needs in order to say yes
 * or no, and tell nobody who it is; the rest is opened when it has said yes.
 */
export const ReferralFacts = z.strictObject({
  need: Need,
  language: answer(Language),
  sex: Sex,
  ageBand: z.enum(['under-18', '18-24', '25-34', '35-49', '50-64', '65-on', 'not_asked']),
  /** What is asked of the service; the form says to name nobody. */
  question: Words(1_000),
  name: Words(300),
  birthDate: PartialDate,
  phones: z.array(Words(40)).min(1).max(5),
  address: Words(300),
  citizenship: answer(Citizenship),
  stayDocument: answer(StayDocument),
  taxCode: Words(16),
  profile: answer(Profile),
  sector: answer(Sector),
  workForm: answer(WorkForm),
  story: Words(10_000),
  /** What was done and written in the case, the newest first; they travel as they are at sending. */
  services: z.array(z.strictObject({ day: CivilDate, kind: Need, text: prose(ENTRY_LETTERS) })).max(MOST_ENTRIES),
  notes: z.array(z.strictObject({ day: CivilDate, kind: NoteKind, text: prose(ENTRY_LETTERS) })).max(MOST_ENTRIES),
})
export type ReferralFacts = z.infer<typeof ReferralFacts>

export const Scope = z.enum(Object.keys(ReferralFacts.shape) as [keyof ReferralFacts, ...(keyof ReferralFacts)[]])
export type Scope = z.infer<typeof Scope>

/** What travels: the fields that were picked, as they were at sending. Sealed. */
export const Snapshot = ReferralFacts.partial()
export type Snapshot = z.infer<typeof Snapshot>

/** What the sender types when the referral is made. The question may wait; without it nothing is sent. */
export const ReferralFields = z.strictObject({
  kind: ReferralKind.default('service'),
  scopes: z.array(Scope).max(Scope.options.length),
  urgency: Urgency,
  need: Need,
  language: answer(Language).default('not_asked'),
  question: words(1_000).default(''),
  story: words(10_000).default(''),
})
export type ReferralFields = z.infer<typeof ReferralFields>

/** What a service promises, in minutes of its opening hours; `null`: it promises nothing. */
export const ReferralTerms = z.strictObject({
  answerWithin: z.number().int().min(1).max(60_000).nullable(),
  startWithin: z.number().int().min(1).max(60_000).nullable(),
})
export type ReferralTerms = z.infer<typeof ReferralTerms>

/** A referral as a line of the case it was made from. */
export const ReferralBrief = z.object({
  id: z.uuid(),
  state: ReferralState,
  kind: ReferralKind,
  service: z.string(),
  desk: z.string(),
  madeAt: z.string(),
  sentAt: z.string().nullable(),
  news: z.array(NewsKind),
  overdue: z.enum(['answer', 'start']).nullable(),
  unlinked: z.boolean(),
  /** The other side erased the data of the person. */
  erasedThere: z.boolean(),
})
export type ReferralBrief = z.infer<typeof ReferralBrief>
