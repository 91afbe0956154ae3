import { Link } from '@tanstack/react-router'
import { formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { arrivalWays, employerFates, moneySources, paidThings, payees } from '#model/codes/arrivals.ts'
import { decidingBodies, decisionOutcomes, decisionSources, decisions } from '#model/codes/decisions.ts'
import type { ArrivalFact, DecisionFact, PaymentFact } from '#model/intake/arrival-contract.ts'
import { isIndicative, isOnlyTold, nameAsTold } from '#model/intake/arrival-rules.ts'
import { formatMoney } from '#model/money.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import { isTold } from './arrival-values.ts'

/** Something may be a sign: it is recorded among the signs by whoever thinks so, never by itself. */
export function MayBeSign({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <p>
      <Chip icon="info">{t('arrival.may-be-sign')}</Chip>{' '}
      <Link to="/$desk/casi/$id/segni" params={{ desk: desk.code, id: caseId }}>
        {t('arrival.to-signs')}
      </Link>
    </p>
  )
}

type Held = { withdrawn: boolean }

/** Whether something was taken back, or was and is no more. */
function Standing({ fact, before }: { fact: Held; before: Held | undefined }) {
  const { t } = useText()
  if (fact.withdrawn) return <Chip icon="undo">{t('arrival.withdrawn')}</Chip>
  return before?.withdrawn && <Chip icon="check">{t('arrival.restored')}</Chip>
}

/** One record; `before`: the one that it replaced, where the history is told. */
type SaidProps<F> = { fact: F; before?: F | undefined; plain?: boolean }

/** How the person came, as a list of what was answered. */
export function ArrivalSaid({ fact }: { fact: ArrivalFact }) {
  const { t, lang } = useText()
  const codes = useCodes()
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('arrival.way')}</dt>
          <dd>{codes.one(arrivalWays, fact.way)}</dd>
        </div>
        <div>
          <dt>{t('arrival.employer')}</dt>
          <dd>{codes.several(employerFates, fact.employer) || t('ui.none')}</dd>
        </div>
        <div>
          <dt>{t('arrival.since')}</dt>
          <dd>{fact.since ? formatPartialDate(fact.since, lang) : '–'}</dd>
        </div>
      </dl>
      {fact.text && <p className="prose personal">{fact.text}</p>}
    </>
  )
}

const useWhen = () => {
  const { lang } = useText()
  return (date: PartialDate | null) => (date ? formatPartialDate(date, lang) : '')
}

export function usePaymentName() {
  const { t, lang } = useText()
  const codes = useCodes()
  return ({ amount, currency, to }: PaymentFact): string =>
    t('arrival.payment-line', {
      amount: amount === null ? t('arrival.amount-unknown') : formatMoney(amount, currency, lang),
      to: codes.one(payees, to),
    })
}

export function PaymentSaid({ fact, before, plain }: SaidProps<PaymentFact>) {
  const { t } = useText()
  const codes = useCodes()
  const when = useWhen()
  const nameOf = usePaymentName()
  const lines = [
    fact.toName,
    isTold(fact.things) && codes.several(paidThings, fact.things),
    when(fact.paidOn),
    isTold(fact.raised) && t('arrival.raised-line', { how: codes.several(moneySources, fact.raised) }),
    isTold(fact.debtLeft) && t(fact.debtLeft === 'yes' ? 'arrival.debt-yes' : 'arrival.debt-no'),
  ]
  return (
    <>
      {!plain && <span>{nameOf(fact)} </span>}
      <Standing fact={fact} before={before} />
      <small className="personal">{lines.filter(Boolean).join(' · ')}</small>
      {fact.text && <p className="prose personal">{fact.text}</p>}
    </>
  )
}

/** What was decided, and beside it who says so where that is all that is known. */
export function useDecisionName() {
  const { lang } = useText()
  const codes = useCodes()
  return ({ what, outcome, source }: DecisionFact): string => {
    const name = [codes.one(decisions, what), outcome && codes.one(decisionOutcomes, outcome)]
      .filter(Boolean)
      .join(': ')
    return isOnlyTold(source) ? nameAsTold(name, codes.one(decisionSources, source), lang) : name
  }
}

export function DecisionSaid({ fact, before, plain }: SaidProps<DecisionFact>) {
  const { t } = useText()
  const codes = useCodes()
  const when = useWhen()
  const nameOf = useDecisionName()
  const body = [codes.one(decidingBodies, fact.body), fact.bodyName].filter(Boolean).join(', ')
  const rests = [
    !isOnlyTold(fact.source) && codes.one(decisionSources, fact.source),
    fact.number && t('arrival.number-line', { number: fact.number }),
    fact.seenBy && t('arrival.seen-line', { by: fact.seenBy }),
  ]
  const whyLine = fact.withdrawn
    ? 'arrival.withdrawn-why-line'
    : before?.withdrawn
      ? 'arrival.restored-why-line'
      : 'arrival.why-line'
  return (
    <>
      {!plain && <span>{nameOf(fact)} </span>}
      <Standing fact={fact} before={before} />
      {isIndicative(fact.what) && <Chip icon="info">{t('arrival.indicative')}</Chip>}
      <small className="personal">
        {t('arrival.decided-line', { body, when: when(fact.decidedOn) || t('arrival.when-unknown') })}
      </small>
      <small className="personal">{rests.filter(Boolean).join(' · ')}</small>
      {fact.text && <p className="prose personal">{fact.text}</p>}
      {fact.why && <small className="personal">{t(whyLine, { why: fact.why })}</small>}
    </>
  )
}
