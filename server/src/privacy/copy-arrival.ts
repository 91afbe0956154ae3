import { formatInstant, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { arrivalWays, employerFates, moneySources, paidThings, payees } from '#model/codes/arrivals.ts'
import { decidingBodies, decisionOutcomes, decisionSources, decisions } from '#model/codes/decisions.ts'
import type { ArrivalFact, DecisionFact, PaymentFact } from '#model/intake/arrival-contract.ts'
import { isOnlyTold, nameAsTold } from '#model/intake/arrival-rules.ts'
import { formatMoney } from '#model/money.ts'
import type { arrivalsOfCases } from '../intake/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, type Line, part, plain, section, words } from './page.ts'

type Told = Awaited<ReturnType<typeof arrivalsOfCases>>

/** What every record says: since when it stands there, and whether it was written by mistake. */
function manner({ say, lang, comma }: Speech, withheld: readonly string[]) {
  const isWithheld = withheld.includes('case-notes')
  return {
    when: (date: PartialDate | null) => date && formatPartialDate(date, lang),
    written: (at: string): Line => [say('copy.paper-noted'), formatInstant(at, lang)],
    titled: (title: string, withdrawn: boolean) =>
      [title, ...(withdrawn ? [say('copy.pathway.withdrawn')] : [])].join(comma),
    /** What colleagues wrote, and names of others, are left out with the notes. */
    noted: (text: string) => (isWithheld ? '' : text),
    told: (text: string) => (isWithheld || !text ? '' : words(text)),
  }
}

/** How the person came and what was paid, each record as it was. */
export function arrivalPart(speech: Speech, { arrivals, payments }: Told, withheld: readonly string[]): string {
  const { say, name, names, lang, comma } = speech
  const { when, written, titled, noted, told } = manner(speech, withheld)
  const arrival = ({ way, employer, since, text, at }: ArrivalFact) =>
    part(
      `${say('copy.arrival-way')}: ${name(arrivalWays, way)}`,
      told(text) +
        facts([
          [say('copy.arrival-employer'), names(employerFates, employer)],
          [say('copy.arrival-since'), when(since)],
          written(at),
        ]),
    )
  const payment = (fact: PaymentFact) => {
    const { amount, currency, to, toName, things, paidOn, raised, debtLeft, text, withdrawn, at } = fact
    const lines = facts([
      [say('copy.payment-amount'), amount === null ? currency : formatMoney(amount, currency, lang)],
      [say('copy.payment-to'), [name(payees, to), noted(toName)].filter(Boolean).join(comma)],
      [say('copy.payment-things'), names(paidThings, things)],
      [say('copy.payment-on'), when(paidOn)],
      [say('copy.payment-raised'), names(moneySources, raised)],
      [say('copy.payment-debt'), say(`copy.answer.${debtLeft}`)],
      written(at),
    ])
    return part(titled(say('copy.payment'), withdrawn), lines + told(text))
  }
  const rows = [
    ...arrivals.flatMap(({ history }) => history.map(arrival)),
    ...payments.flatMap(({ history }) => history.map(payment)),
  ]
  return rows.length === 0 ? '' : section(say('copy.arrival'), rows, '')
}

/** What others decided, each record as it was. Which colleague saw it is not said: colleagues are the desk. */
export function decisionsPart(speech: Speech, { decisions: decided }: Told, withheld: readonly string[]): string {
  const { say, name, lang, comma } = speech
  const { when, written, titled, noted, told } = manner(speech, withheld)
  const decision = (fact: DecisionFact) => {
    const { what, outcome, body, bodyName, decidedOn, source, number, text, why, withdrawn, at } = fact
    const lines = facts([
      [say('copy.decision-body'), [name(decidingBodies, body), bodyName].filter(Boolean).join(comma)],
      [say('copy.decision-on'), when(decidedOn)],
      [say('copy.decision-source'), name(decisionSources, source)],
      [say('copy.paper-number'), number],
      [say(withdrawn ? 'copy.pathway.withdrawn' : 'copy.decision-why'), noted(why)],
      written(at),
    ])
    const title = [name(decisions, what), name(decisionOutcomes, outcome)].filter(Boolean).join(': ')
    const asTold = isOnlyTold(source) ? nameAsTold(title, name(decisionSources, source), lang) : title
    return part(titled(asTold, withdrawn), lines + told(text))
  }
  const rows = decided.flatMap(({ history }) => history.map(decision))
  if (rows.length === 0) return ''
  return section(say('copy.decisions'), [`<p>${plain(say('copy.decisions-text'))}</p>`, ...rows], '')
}
