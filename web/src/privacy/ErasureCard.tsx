import { type CivilDate, formatDate } from '#model/calendar.ts'
import { erasureGrounds, erasureRefusals } from '#model/codes/erasure-reasons.ts'
import type { Erasure } from '#model/privacy/erasure.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card, EmptyState } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import type { Deciding } from './ErasureDialogs.tsx'

/** Its name in the address. */
export const ERASURE_CARD = 'cancellazione'

type Props = { rows: readonly Erasure[]; decide: (what: Deciding) => void }

/** Whether erasure was asked, what speaks against it, and how it was decided: of one that was done, the proof. */
export function ErasureCard({ rows, decide }: Props) {
  const { t } = useText()
  return (
    <Card title={t('privacy.erasure')} id={ERASURE_CARD}>
      {rows.length === 0 && <EmptyState>{t('privacy.erasure-none')}</EmptyState>}
      <ul className="lines">
        {rows.map((one) => (
          <ErasureLine key={one.id} one={one} decide={decide} />
        ))}
      </ul>
    </Card>
  )
}

function ErasureLine({ one, decide }: { one: Erasure; decide: Props['decide'] }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const day = (date: CivilDate) => formatDate(date, lang)
  const { end } = one
  return (
    <li>
      <div>
        <strong>{codes.one(erasureGrounds, one.ground)}</strong>{' '}
        <Chip tone={end ? 'plain' : 'amber'} icon={end ? 'check' : 'clock'}>
          {t(end ? `privacy.erasure-${end.outcome}` : 'privacy.erasure-waits')}
        </Chip>
        <small>
          {t(`privacy.erasure-asker.${one.askedBy}`)}.{' '}
          {t('privacy.erasure-since', { day: day(one.fromDay), by: one.by })}
        </small>
        {one.words && <p className="personal">{one.words}</p>}
        {end ? (
          <>
            <small>{t('privacy.erasure-decided', { day: day(end.day), by: end.by })}</small>
            {end.reason && <p>{codes.one(erasureRefusals, end.reason)}</p>}
            {end.words && <p className="personal">{end.words}</p>}
            {end.counts.length > 0 && (
              <p>
                {t('privacy.erased-count')}:{' '}
                {end.counts.map(({ kind, count }) => `${t(`privacy.erased-kind.${kind}`)} ${count}`).join(', ')}.
              </p>
            )}
          </>
        ) : (
          <>
            <p>{t(one.facts.length > 0 ? 'privacy.erasure-facts' : 'privacy.erasure-no-facts')}</p>
            {one.facts.length > 0 && (
              <ul>
                {one.facts.map(({ fact, count }) => (
                  <li key={fact}>{t(`privacy.erasure-fact.${fact}`, { count })}</li>
                ))}
              </ul>
            )}
          </>
        )}
        {one.can.includes('decide') && (
          <p className="row-actions">
            <Button small onClick={() => decide({ erasure: one.id, how: 'done' })}>
              {t('privacy.erasure-do')}
            </Button>{' '}
            <Button small onClick={() => decide({ erasure: one.id, how: 'refused' })}>
              {t('privacy.erasure-refuse')}
            </Button>
          </p>
        )}
      </div>
    </li>
  )
}
