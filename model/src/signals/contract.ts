import { z } from 'zod'
import { answer } from '../codes/answer.ts'
import { Language } from '../codes/languages.ts'
import { SignalRefusal, SignalSubject } from '../codes/signal-subjects.ts'
import { DeskCode, endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { words } from '../words.ts'

export const SignalState = z.enum(['sent', 'seen', 'taken', 'closed', 'declined'])
export type SignalState = z.infer<typeof SignalState>

export const SignalAct = z.enum(['see', 'take', 'decline', 'close'])
export type SignalAct = z.infer<typeof SignalAct>

/** Whether the person knows of the signal and wants it. Without it, nothing that tells who somebody is may be sent. */
export const Agreed = z.enum(['yes', 'no', 'not-asked'])
export type Agreed = z.infer<typeof Agreed>

/** What an antenna or a consulate tells a desk (canale diretto). Sealed for the desk that receives; the sender keeps none of it. */
export const SignalFields = z.strictObject({
  /** One person, or a situation of several. */
  about: z.enum(['person', 'situation']),
  subject: SignalSubject,
  urgent: z.boolean().default(false),
  agreed: Agreed,
  /** How many people, where it is a situation; `null`: not known. */
  people: z.number().int().min(1).max(9_999).nullable().default(null),
  place: words(200).default(''),
  language: answer(Language).default('not_asked'),
  text: words(4_000, 10),
  /** Only where the person agrees. */
  name: words(200).default(''),
  phone: words(40).default(''),
  /** When and how it is safe to call. */
  safely: words(500).default(''),
  /** Whom at the antenna to ask back. */
  askBack: words(200).default(''),
})
export type SignalFields = z.infer<typeof SignalFields>

const DeskNamed = z.object({ code: z.string(), name: z.string() })

/** A signal as a line. `reference` is the sender's own word for it; to the receiver it is `null`. */
export const SignalLine = z.object({
  id: Id,
  side: z.enum(['sender', 'receiver']),
  state: SignalState,
  fromDesk: DeskNamed,
  toDesk: DeskNamed,
  reference: z.string().nullable(),
  /** Of the receiver's alone: the sender sees the state and nothing else. */
  about: SignalFields.shape.about.nullable(),
  subject: SignalSubject.nullable(),
  urgent: z.boolean(),
  sentAt: z.string(),
  changedAt: z.string(),
  reason: SignalRefusal.nullable(),
})
export type SignalLine = z.infer<typeof SignalLine>

/** A signal for the desk that received it. */
export const Signal = SignalLine.extend({
  fields: SignalFields,
  sentBy: z.string(),
  handledBy: z.string().nullable(),
  version: z.number().int(),
  can: z.array(SignalAct),
})
export type Signal = z.infer<typeof Signal>

const one = inDesk({ signal: Id })

export const listSignalTargets = endpoint({
  name: 'listSignalTargets',
  method: 'GET',
  path: '/desks/:desk/signal-targets',
  access: { grant: 'signal.send' },
  summary: 'Desks of the network that take signals: single access desks and inspectorates',
  params: inDesk(),
  answer: z.object({ desks: z.array(DeskNamed.extend({ body: z.string(), kind: z.string() })) }),
})

export const sendSignal = endpoint({
  name: 'sendSignal',
  method: 'POST',
  path: '/desks/:desk/signals',
  access: { grant: 'signal.send' },
  summary: 'Signal a person or a situation to a desk; nothing of it stays here but its state',
  params: inDesk(),
  body: SignalFields.extend({
    id: Id,
    to: DeskCode,
    reference: words(100).default(''),
  }),
  answer: SignalLine,
  audit: { act: 'write', record: 'signal' },
})

const list = {
  method: 'GET',
  params: inDesk(),
  query: z.strictObject({ ...Paging, show: z.enum(['waiting', 'all']).default('all') }),
  answer: pageOf(SignalLine).extend({
    waiting: z.number().int(),
    /** Of those that wait. */
    urgentWaiting: z.number().int(),
  }),
  audit: { act: 'read', record: 'signals' },
} as const

export const listSentSignals = endpoint({
  ...list,
  name: 'listSentSignals',
  path: '/desks/:desk/signals/sent',
  access: { grant: 'signal.send' },
  summary: 'Signals of the own desk, with their state and nothing else',
})

export const listSignals = endpoint({
  ...list,
  name: 'listSignals',
  path: '/desks/:desk/signals',
  access: { grant: 'signal.answer' },
  summary: 'Signals that came in',
})

export const openSignal = endpoint({
  name: 'openSignal',
  method: 'GET',
  path: '/desks/:desk/signals/:signal',
  access: { grant: 'signal.answer' },
  summary: 'One signal that came in, whole',
  params: one,
  answer: Signal,
  audit: { act: 'read', record: 'signal', id: 'signal' },
})

export const handleSignal = endpoint({
  name: 'handleSignal',
  method: 'POST',
  path: '/desks/:desk/signals/:signal/state',
  access: { grant: 'signal.answer' },
  summary: 'Seen, taken on, not followed up (with the reason) or closed: the sender sees the state',
  params: one,
  body: z.strictObject({
    version: z.number().int().min(1),
    act: SignalAct,
    reason: SignalRefusal.nullable().default(null),
  }),
  answer: Signal,
  audit: { act: 'write', record: 'signal', id: 'signal' },
})
