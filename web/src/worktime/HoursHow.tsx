import { LIMITS_SINCE, limits } from '#model/worktime/law.ts'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import type { HoursView } from './hours-view.ts'
import { hoursText, spanText } from './hours-words.ts'

const ruled = [
  ['daily', limits.dailyRest],
  ['weekly', limits.weeklyRest],
  ['average', limits.average],
  ['breaks', limits.pause],
] as const

/** What there is in all, and how what is said was reckoned. */
export function HoursHow({ view: { total, span } }: { view: HoursView }) {
  const text = useText()
  const { t, lang } = text
  const rows = span && [
    [t('worktime.period'), spanText(span, text)],
    [t('worktime.hours'), hoursText(total.minutes, text)],
    [t('worktime.days-worked'), total.worked],
    [t('worktime.days-free'), total.free],
    [t('worktime.days-unrecorded'), total.unrecorded],
    [t('worktime.unsaid'), total.unsaid],
  ]
  return (
    <>
      {rows && (
        <Card title={t('worktime.total')}>
          <dl className="facts">
            {rows.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      <Card title={t('worktime.how')}>
        <p>{t('worktime.indicative', { day: shortDate(limits.average.checkedOn, lang) })}</p>
        <details>
          <summary>{t('worktime.how-open')}</summary>
          <ul className="hours-how">
            <li>{t('worktime.how.hours')}</li>
            {ruled.map(([of, { article, at, checkedOn }]) => (
              <li key={of}>
                {t(`worktime.how.${of}`)}{' '}
                <small>
                  {t('worktime.source', { article, day: shortDate(checkedOn, lang) })}{' '}
                  <a href={at} target="_blank" rel="noreferrer noopener">
                    {new URL(at).hostname.replace(/^www\./, '')}
                  </a>
                </small>
              </li>
            ))}
            <li>{t('worktime.how.unrecorded')}</li>
            <li>{t('worktime.how.repeated')}</li>
            <li>{t('worktime.how.since', { day: shortDate(LIMITS_SINCE, lang) })}</li>
          </ul>
        </details>
      </Card>
    </>
  )
}
