import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { formatInstant } from '#model/calendar.ts'
import type { Arrival } from '#model/intake/arrival-contract.ts'
import { arrivalMayBeSign, paymentMayBeSign } from '#model/intake/arrival-rules.ts'
import { formatMoney } from '#model/money.ts'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { ArrivalDialog } from './ArrivalDialog.tsx'
import { ArrivalSaid, DecisionSaid, MayBeSign, PaymentSaid, useDecisionName, usePaymentName } from './ArrivalSaid.tsx'
import { arrivalQuery } from './arrival-queries.ts'
import { inOrder, sumsOf } from './arrival-values.ts'
import { DecisionDialog } from './DecisionDialog.tsx'
import { PaymentDialog } from './PaymentDialog.tsx'

const address = '/signed-in/$desk/casi/$id/arrivo'

/** How the person of a case came, what was paid for it, and, apart from the signs, what others decided. */
export function ArrivalPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: address })
  const query = useQuery(arrivalQuery(desk.code, id))
  const file = useQuery(caseQuery(desk.code, id)).data
  const { data } = query
  const sums = sumsOf(data?.payments ?? [])
  return (
    <Page
      title={t('arrival.title')}
      tab={t('arrival.title')}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
      facts={
        data && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {data.person.name || data.person.code || t(data.person.erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
          ...(sums.length > 0
            ? [
                {
                  label: t('arrival.paid-in-all'),
                  value: sums.map(([currency, amount]) => formatMoney(amount, currency, lang)).join(' + '),
                },
              ]
            : []),
        ]
      }
    >
      {file && (file.person.restricted || file.person.erased) && <RestrictionBanner personId={file.person.id} />}
      <QueryState query={query} rows={8} />
      {data && !data.person.erased && <Whole data={data} />}
    </Page>
  )
}

function Whole({ data }: { data: Arrival }) {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const { apri, quale } = useSearch({ from: address })
  const mayWrite = data.can.includes('write')
  // Whoever goes back afterwards leaves the page, and does not open again what was closed.
  const close = () => void navigate({ to: '.', search: {}, replace: true })
  const open = (what: NonNullable<typeof apri>) => void navigate({ to: '.', search: { apri: what } })
  const paymentName = usePaymentName()
  const decisionName = useDecisionName()
  const latest = data.arrival[0]
  const payments = inOrder(data.payments)
  const decided = inOrder(data.decisions)
  useKeys(
    mayWrite
      ? [
          { key: 'a', says: t('arrival.key-arrival'), run: () => open('arrivo') },
          { key: 'p', says: t('arrival.key-payment'), run: () => open('pagamento') },
          { key: 'd', says: t('arrival.key-decision'), run: () => open('decisione') },
        ]
      : [],
  )
  const isNew = mayWrite && quale === undefined
  return (
    <>
      {!mayWrite && <p className="quiet">{t('arrival.read-only')}</p>}
      {!mayWrite && <LeftDrafts caseId={data.caseId} kinds={['arrival', 'payment', 'decision']} />}
      <Card
        title={t('arrival.how')}
        action={
          latest && (
            <Button small look="plain" icon={mayWrite ? 'edit' : 'eye'} onClick={() => open('arrivo')}>
              {t(mayWrite ? 'arrival.correct' : 'arrival.read')}
            </Button>
          )
        }
      >
        {!latest && (
          <EmptyState
            action={
              mayWrite && (
                <Button icon="plus" onClick={() => open('arrivo')}>
                  {t('arrival.write')}
                </Button>
              )
            }
          >
            {t('arrival.empty')}
          </EmptyState>
        )}
        {latest && (
          <>
            <ArrivalSaid fact={latest} />
            {arrivalMayBeSign(latest) && <MayBeSign caseId={data.caseId} />}
            <p className="quiet">{t('arrival.written', { by: latest.by, at: formatInstant(latest.at, lang) })}</p>
          </>
        )}
      </Card>
      <Card
        title={t('arrival.payments')}
        count={payments.filter((one) => !one.latest.withdrawn).length}
        action={
          mayWrite && (
            <Button small icon="plus" onClick={() => open('pagamento')}>
              {t('arrival.new-payment')}
            </Button>
          )
        }
      >
        {payments.length === 0 && <p className="quiet">{t('arrival.no-payments')}</p>}
        <ul className="lines">
          {payments.map(({ id, history, latest: fact }) => (
            <li key={id}>
              <div>
                <Link to="." search={{ apri: 'pagamento', quale: id }}>
                  {paymentName(fact)}
                </Link>{' '}
                <PaymentSaid fact={fact} before={history[1]} plain />
                {!fact.withdrawn && paymentMayBeSign(fact) && <MayBeSign caseId={data.caseId} />}
              </div>
            </li>
          ))}
        </ul>
      </Card>
      <Card
        title={t('arrival.decisions')}
        count={decided.filter((one) => !one.latest.withdrawn).length}
        action={
          mayWrite && (
            <Button small icon="plus" onClick={() => open('decisione')}>
              {t('arrival.new-decision')}
            </Button>
          )
        }
      >
        <Notice>
          <p>{t('arrival.decisions-lead')}</p>
        </Notice>
        {decided.length === 0 && <p className="quiet">{t('arrival.no-decisions')}</p>}
        <ul className="lines">
          {decided.map(({ id, history, latest: fact }) => (
            <li key={id}>
              <div>
                <Link to="." search={{ apri: 'decisione', quale: id }}>
                  {decisionName(fact)}
                </Link>{' '}
                <DecisionSaid fact={fact} before={history[1]} plain />
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {apri === 'arrivo' && (mayWrite || latest) && <ArrivalDialog data={data} mayWrite={mayWrite} onClose={close} />}
      {apri === 'pagamento' && (isNew || data.payments.some(({ id }) => id === quale)) && (
        <PaymentDialog key={quale} data={data} of={quale ?? null} mayWrite={mayWrite} onClose={close} />
      )}
      {apri === 'decisione' && (isNew || data.decisions.some(({ id }) => id === quale)) && (
        <DecisionDialog key={quale} data={data} of={quale ?? null} mayWrite={mayWrite} onClose={close} />
      )}
    </>
  )
}
