import { isAnswered } from '#model/codes/answer.ts'
import type { EmployerFate, MoneySource, PaidThing, Payee } from '#model/codes/arrivals.ts'
import type { DecidingBody, Decision, DecisionOutcome, DecisionSource } from '#model/codes/decisions.ts'
import type {
  ArrivalFact,
  DecisionFact,
  NewArrival,
  NewDecision,
  NewPayment,
  PaymentFact,
} from '#model/intake/arrival-contract.ts'
import {
  arrivalProblem,
  decisionProblem,
  employersClash,
  isSeen,
  outcomesOf,
  paymentProblem,
} from '#model/intake/arrival-rules.ts'
import { type AmountReading, readAmount } from '#model/money.ts'
import { todayHere } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { answer, dateOf, missing, readWhen, sayOf } from '../ui/read.ts'

/** The forms, as they are typed. `of`: the payment or decision that is changed; `no`: after which record it was begun. */
export type ArrivalValues = {
  no: number
  way: NewArrival['way'] | ''
  employer: EmployerFate[] | 'not_asked' | 'declined'
  since: string
  text: string
}
export type PaymentValues = {
  of: string | null
  no: number
  amount: string
  currency: string
  to: Payee | ''
  toName: string
  things: PaidThing[] | 'not_asked' | 'declined'
  paidOn: string
  raised: MoneySource[] | 'not_asked' | 'declined'
  debtLeft: NewPayment['debtLeft']
  text: string
}
export type DecisionValues = {
  of: string | null
  no: number
  what: Decision | ''
  outcome: DecisionOutcome | ''
  body: DecidingBody | ''
  bodyName: string
  decidedOn: string
  source: DecisionSource | ''
  number: string
  seenBy: string
  text: string
  why: string
}

export const arrivalValues = (latest: ArrivalFact | undefined): ArrivalValues => ({
  no: latest?.no ?? 0,
  way: latest?.way ?? '',
  employer: latest?.employer ?? 'not_asked',
  since: dateOf(latest?.since),
  text: latest?.text ?? '',
})

/** Hundredths as people type them: `8500`, `8500,50`. */
const typedAmount = (amount: number): string =>
  amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2).replace('.', ',')

export const paymentValues = (of: string | null, latest: PaymentFact | undefined): PaymentValues => ({
  of,
  no: latest?.no ?? 0,
  amount: latest?.amount ? typedAmount(latest.amount) : '',
  currency: latest?.currency ?? 'EUR',
  to: latest?.to ?? '',
  toName: latest?.toName ?? '',
  things: latest?.things ?? 'not_asked',
  paidOn: dateOf(latest?.paidOn),
  raised: latest?.raised ?? 'not_asked',
  debtLeft: latest?.debtLeft ?? 'not_asked',
  text: latest?.text ?? '',
})

/** Why it is corrected is said anew each time. */
export const decisionValues = (of: string | null, latest: DecisionFact | undefined): DecisionValues => ({
  of,
  no: latest?.no ?? 0,
  what: latest?.what ?? '',
  outcome: latest?.outcome ?? '',
  body: latest?.body ?? '',
  bodyName: latest?.bodyName ?? '',
  decidedOn: dateOf(latest?.decidedOn),
  source: latest?.source ?? '',
  number: latest?.number ?? '',
  seenBy: latest?.seenBy ?? '',
  text: latest?.text ?? '',
  why: '',
})

/** What is chosen last of the employer holds; what cannot stand beside it goes. */
export function employersChosen(
  before: ArrivalValues['employer'],
  chosen: ArrivalValues['employer'],
): ArrivalValues['employer'] {
  if (!Array.isArray(chosen)) return chosen
  const last = chosen.find((one) => !before.includes(one))
  return last ? chosen.filter((one) => !employersClash(one, last)) : chosen
}

export function readArrival({ way, since, ...rest }: ArrivalValues): Read<NewArrival> {
  const { date, wrong } = readWhen('since', since)
  const body: NewArrival = { ...rest, way: way as NewArrival['way'], since: date }
  return answer(body, { ...missing({ way }, ['way']), ...wrong, ...sayOf(arrivalProblem(body, todayHere())) })
}

/** What an amount that is none, or may be two, says of itself. */
const amountWrong = (read: AmountReading): string =>
  !read.ok && read.reason === 'two-ways' ? 'arrival.amount-two-ways' : 'arrival.wrong-amount'

export function readPayment({ of: _, amount, paidOn, ...rest }: PaymentValues): Read<NewPayment> {
  const { date, wrong } = readWhen('paidOn', paidOn)
  const read = amount.trim() ? readAmount(amount) : null
  const known = read?.ok ? read.amount : null
  const body: NewPayment = { ...rest, to: rest.to as Payee, amount: known, paidOn: date, withdrawn: false }
  return answer(body, {
    ...(read && !known && { amount: amountWrong(read) }),
    ...missing(rest, ['to']),
    ...wrong,
    ...sayOf(paymentProblem(body, todayHere())),
  })
}

export function readDecision({ of: _, ...values }: DecisionValues): Read<NewDecision> {
  const { date, wrong } = readWhen('decidedOn', values.decidedOn)
  const absent = missing(values, ['what', 'body', 'source'])
  const body: NewDecision = {
    ...values,
    what: values.what as Decision,
    body: values.body as DecidingBody,
    source: values.source as DecisionSource,
    // What another kind of decision may have ended in is no outcome of this one.
    outcome: values.what && values.outcome && outcomesOf(values.what).includes(values.outcome) ? values.outcome : null,
    bodyName: values.bodyName.trim(),
    seenBy: values.source && isSeen(values.source) ? values.seenBy : '',
    text: values.text.trim(),
    why: values.no > 0 ? values.why.trim() : '',
    decidedOn: date,
    withdrawn: false,
  }
  const beside = values.what ? sayOf(decisionProblem(body, todayHere())) : {}
  return answer(body, { ...absent, ...wrong, ...(Object.keys(wrong).length > 0 ? {} : beside) })
}

/** What was paid in all, by currency, as far as it is known; what was written by mistake is not counted. */
export function sumsOf(payments: readonly { history: PaymentFact[] }[]): [currency: string, amount: number][] {
  const sums = new Map<string, number>()
  for (const { history } of payments) {
    const [latest] = history
    if (!latest || latest.withdrawn || latest.amount === null) continue
    sums.set(latest.currency, (sums.get(latest.currency) ?? 0) + latest.amount)
  }
  return [...sums]
}

/** Those that hold first, those that were taken back last; otherwise as they came. */
export const inOrder = <F extends { withdrawn: boolean }>(things: readonly { id: string; history: F[] }[]) =>
  things
    .map(({ id, history }) => ({ id, history, latest: history[0] as F }))
    .sort((one, other) => Number(one.latest.withdrawn) - Number(other.latest.withdrawn) || (one.id < other.id ? -1 : 1))

/** Whether something was answered that is worth a line. */
export const isTold = (given: unknown): boolean => isAnswered(given) && !(Array.isArray(given) && given.length === 0)

/** The record that another one replaced. */
export const recordBefore = <F extends { no: number }>(history: readonly F[], { no }: F): F | undefined =>
  history.find((one) => one.no === no - 1)
