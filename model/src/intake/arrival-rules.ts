import type { CivilDate, PartialDate } from '../calendar.ts'
import type { Payee } from '../codes/arrivals.ts'
import { type Decision, type DecisionOutcome, decisions } from '../codes/decisions.ts'
import type { NewArrival, NewDecision, NewPayment } from './arrival-contract.ts'

type Problem<T> = { field: keyof T & string; code: 'date-future' | 'does-not-fit' | 'missing' } | null

/** Whether a day, a month or a year lies wholly after today. */
const toCome = (date: PartialDate | null, today: CivilDate): boolean =>
  date !== null && date > today.slice(0, date.length)

export const arrivalProblem = ({ since }: Pick<NewArrival, 'since'>, today: CivilDate): Problem<NewArrival> =>
  toCome(since, today) ? { field: 'since', code: 'date-future' } : null

export const paymentProblem = ({ paidOn }: Pick<NewPayment, 'paidOn'>, today: CivilDate): Problem<NewPayment> =>
  toCome(paidOn, today) ? { field: 'paidOn', code: 'date-future' } : null

/** How something of this kind may be decided; none: that it was decided is all there is to say. */
export const outcomesOf = (what: Decision): readonly DecisionOutcome[] =>
  decisions.find(({ code }) => code === what)?.outcomes ?? []

/** Whether nobody has held the name of a decision against the law yet. */
export const isIndicative = (what: Decision): boolean => decisions.find(({ code }) => code === what)?.indicative ?? true

/** What is wrong with a record of a decision: an outcome that is missing or cannot be, a day to come, words or a reason that are missing. */
export function decisionProblem(
  { no, what, outcome, body, bodyName, decidedOn, text, why }: Omit<NewDecision, 'withdrawn'>,
  today: CivilDate,
): Problem<NewDecision> {
  const may = outcomesOf(what)
  if (outcome === null ? may.length > 0 : !may.includes(outcome))
    return { field: 'outcome', code: outcome === null ? 'missing' : 'does-not-fit' }
  if (body === 'other' && bodyName === '') return { field: 'bodyName', code: 'missing' }
  if (toCome(decidedOn, today)) return { field: 'decidedOn', code: 'date-future' }
  if (what === 'other' && text === '') return { field: 'text', code: 'missing' }
  // What replaces a record says why.
  return no > 0 && why === '' ? { field: 'why', code: 'missing' } : null
}

/** Whether what is said of the employer may be a sign, to be recorded among the signs by whoever thinks so. */
export const arrivalMayBeSign = ({ employer }: Pick<NewArrival, 'employer'>): boolean =>
  Array.isArray(employer) && employer.includes('asked-money')

/** Whether a payment may be a sign: money to the employer, or a debt to the employer or the intermediary. */
export const paymentMayBeSign = ({ to, raised }: Pick<NewPayment, 'raised'> & { to: Payee | '' }): boolean =>
  to === 'employer' || (Array.isArray(raised) && raised.includes('debt'))
