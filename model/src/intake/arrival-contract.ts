import { z } from 'zod'
import { CivilDate, PartialDate } from '../calendar.ts'
import { answer, answers, YesNo } from '../codes/answer.ts'
import { ArrivalWay, EmployerFate, MoneySource, PaidThing, Payee } from '../codes/arrivals.ts'
import { Currency } from '../codes/currencies.ts'
import { DecidingBody, Decision, DecisionOutcome, DecisionSource } from '../codes/decisions.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/**
 * How many records a case takes of the arrival, how many of payments and how many of decisions; those that no longer hold among
 * them. What holds can be taken back beyond that.
 */
export const MOST_FACTS = 500
/** In hundredths of the unit, whatever the currency. */
export const MOST_AMOUNT = 10_000_000_000_000

/** The number of the record that was seen last; 0: it is new. */
const no = z
  .number()
  .int()
  .min(0)
  .max(MOST_FACTS + 1)

/** How the person came. */
export const NewArrival = z.strictObject({
  no,
  way: answer(ArrivalWay),
  employer: answers(EmployerFate).default('not_asked'),
  /** Since when the person is here, as far as it is known. */
  since: PartialDate.nullable().default(null),
  text: prose(4_000).default(''),
})
export type NewArrival = z.infer<typeof NewArrival>

/** What was paid, to whom, for what. */
export const NewPayment = z.strictObject({
  no,
  /** In hundredths of the unit; `null`: how much is not known. */
  amount: z.number().int().min(1).max(MOST_AMOUNT).nullable(),
  currency: Currency.default('EUR'),
  to: Payee,
  toName: words(120).default(''),
  things: answers(PaidThing).default('not_asked'),
  paidOn: PartialDate.nullable().default(null),
  raised: answers(MoneySource).default('not_asked'),
  debtLeft: YesNo.default('not_asked'),
  text: words(1_000).default(''),
  withdrawn: z.boolean().default(false),
})
export type NewPayment = z.infer<typeof NewPayment>

/** What a body decided about the person, and from what the desk knows it. The desk decides none of it. */
export const NewDecision = z.strictObject({
  no,
  what: Decision,
  outcome: DecisionOutcome.nullable().default(null),
  body: DecidingBody,
  bodyName: words(120).default(''),
  /** As far as it is known. */
  decidedOn: PartialDate.nullable().default(null),
  source: DecisionSource,
  number: words(120).default(''),
  seenBy: words(120).default(''),
  text: words(2_000).default(''),
  /** Why the record before does not hold any more. */
  why: words(500).default(''),
  withdrawn: z.boolean().default(false),
})
export type NewDecision = z.infer<typeof NewDecision>

/** What every record has: the first of a thing is 1, the next 2, and nothing is overwritten. */
const written = { no: z.number().int(), by: z.string(), at: z.string() }
export const ArrivalFact = z.object({ ...NewArrival.shape, ...written })
export type ArrivalFact = z.infer<typeof ArrivalFact>
export const PaymentFact = z.object({ ...NewPayment.shape, ...written })
export type PaymentFact = z.infer<typeof PaymentFact>
export const DecisionFact = z.object({ ...NewDecision.shape, ...written })
export type DecisionFact = z.infer<typeof DecisionFact>

/** How the person of a case came, what was paid, and what others decided. `history`: the record that holds first. */
export const Arrival = z.object({
  caseId: Id,
  today: CivilDate,
  person: z.object({ id: Id, name: z.string(), code: z.string(), erased: z.boolean() }),
  /** Empty: nobody has recorded it. */
  arrival: z.array(ArrivalFact),
  payments: z.array(z.object({ id: Id, history: z.array(PaymentFact).min(1) })),
  decisions: z.array(z.object({ id: Id, history: z.array(DecisionFact).min(1) })),
  can: z.array(z.enum(['write'])),
})
export type Arrival = z.infer<typeof Arrival>

const ofCase = { case: Id }
const writes = { act: 'write', record: 'case', id: 'case' } as const

export const openArrival = endpoint({
  name: 'openArrival',
  method: 'GET',
  path: '/desks/:desk/cases/:case/arrival',
  access: { grant: 'case.read' },
  summary: 'How the person of a case came, what was paid to whom, and what others decided, with what it said before',
  params: inDesk(ofCase),
  answer: Arrival,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const writeArrival = endpoint({
  name: 'writeArrival',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/arrival',
  access: { grant: 'case.write' },
  summary: 'Write how the person came; refused with how it is now if somebody else was first',
  params: inDesk(ofCase),
  body: NewArrival,
  answer: Arrival,
  audit: writes,
})

export const writePayment = endpoint({
  name: 'writePayment',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/arrival/payments/:payment',
  access: { grant: 'case.write' },
  summary: 'Write or change a payment; refused with how it is now if somebody else was first',
  params: inDesk({ ...ofCase, payment: Id }),
  body: NewPayment,
  answer: Arrival,
  audit: writes,
})

export const writeDecision = endpoint({
  name: 'writeDecision',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/decisions/:decision',
  access: { grant: 'case.write' },
  summary: 'Write or correct what another body decided; refused with how it is now if somebody else was first',
  params: inDesk({ ...ofCase, decision: Id }),
  body: NewDecision,
  answer: Arrival,
  audit: writes,
})
