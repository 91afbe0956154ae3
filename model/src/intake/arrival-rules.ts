import type { CivilDate, PartialDate } from '../calendar.ts'
import type { EmployerFate, Payee } from '../codes/arrivals.ts'
import { type Decision, type DecisionOutcome, type DecisionSource, decisions } from '../codes/decisions.ts'
import type { NewArrival, NewDecision, NewPayment } from './arrival-contract.ts'

type DateProblem = 'date-future' | 'date-too-old'
type Problem<T> = { field: keyof T & string; code: DateProblem | 'does-not-fit' | 'missing' } | null

/** What is told of people who live begins here. */
const FIRST_YEAR = '1900'

/** What is wrong with a day, a month or a year: it lies wholly after today, or before anybody's life. */
function dateProblem(date: PartialDate | null, today: CivilDate): DateProblem | null {
  if (date === null) return null
  if (date > today.slice(0, date.length)) return 'date-future'
  return date < FIRST_YEAR ? 'date-too-old' : null
}

const hasTwice = (given: readonly string[] | string): boolean =>
  Array.isArray(given) && new Set(given).size < given.length

/** Whether two answers on the employer cannot both hold: not known beside anything, or taken on as agreed by who was never met. */
export function employersClash(one: EmployerFate, other: EmployerFate): boolean {
  if (one === other) return false
  const both = [one, other]
  if (both.includes('unknown')) return true
  return both.includes('as-agreed') && (both.includes('never-met') || both.includes('never-signed'))
}

export function arrivalProblem(
  { employer, since }: Pick<NewArrival, 'employer' | 'since'>,
  today: CivilDate,
): Problem<NewArrival> {
  const clash = Array.isArray(employer) && employer.some((one) => employer.some((other) => employersClash(one, other)))
  if (clash || hasTwice(employer)) return { field: 'employer', code: 'does-not-fit' }
  const code = dateProblem(since, today)
  return code && { field: 'since', code }
}

export function paymentProblem(
  { no, things, raised, paidOn, withdrawn }: Pick<NewPayment, 'no' | 'things' | 'raised' | 'paidOn' | 'withdrawn'>,
  today: CivilDate,
): Problem<NewPayment> {
  // There is nothing yet that could be taken back.
  if (no === 0 && withdrawn) return { field: 'withdrawn', code: 'does-not-fit' }
  if (hasTwice(things)) return { field: 'things', code: 'does-not-fit' }
  if (hasTwice(raised)) return { field: 'raised', code: 'does-not-fit' }
  const code = dateProblem(paidOn, today)
  return code && { field: 'paidOn', code }
}

/** How something of this kind may be decided; none: that it was decided is all there is to say. */
export const outcomesOf = (what: Decision): readonly DecisionOutcome[] =>
  decisions.find(({ code }) => code === what)?.outcomes ?? []

/** Whether nobody has held the name of a decision against the law yet. */
export const isIndicative = (what: Decision): boolean => decisions.find(({ code }) => code === what)?.indicative ?? true

/** Whether of a decision nothing written is known: somebody says so. */
export const isOnlyTold = (source: DecisionSource): boolean => source === 'told-by-person' || source === 'told-by-body'

/** The name of a decision with who says so beside it: `Protezione internazionale – lo dice la persona`. */
export const nameAsTold = (name: string, source: string, lang: string): string =>
  `${name} – ${source.slice(0, 1).toLocaleLowerCase(lang)}${source.slice(1)}`

/** Whether somebody of the desk has seen a document, so that it can be told who. */
export const isSeen = (source: DecisionSource): boolean => source === 'document-seen' || source === 'document-held'

/** What is wrong with a record of a decision: an outcome that is missing or cannot be, a day to come, words or a reason that are missing. */
export function decisionProblem(
  { no, what, outcome, body, bodyName, decidedOn, source, seenBy, text, why, withdrawn }: NewDecision,
  today: CivilDate,
): Problem<NewDecision> {
  if (no === 0 && withdrawn) return { field: 'withdrawn', code: 'does-not-fit' }
  const may = outcomesOf(what)
  if (outcome === null ? may.length > 0 : !may.includes(outcome))
    return { field: 'outcome', code: outcome === null ? 'missing' : 'does-not-fit' }
  if (body === 'other' && bodyName === '') return { field: 'bodyName', code: 'missing' }
  const code = dateProblem(decidedOn, today)
  if (code) return { field: 'decidedOn', code }
  if (seenBy !== '' && !isSeen(source)) return { field: 'seenBy', code: 'does-not-fit' }
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
