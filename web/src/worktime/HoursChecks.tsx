import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type CivilDate, daysBetween } from '#model/calendar.ts'
import type { Average, Short } from '#model/worktime/average.ts'
import type { DiaryDay } from '#model/worktime/diary.ts'
import type { Looked } from '#model/worktime/rest.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { type HoursView, spansOfFound } from './hours-view.ts'
import { hoursText, spanText, timesBetween } from './hours-words.ts'

/** What the diary says beside the law: dates on which a limit may have been passed, why, and what could not be looked at. */
export function HoursChecks({ view, caseId }: { view: HoursView; caseId: string }) {
  const text = useText()
  const { t } = text
  const desk = useDesk()
  const { daily, weekly, average, breaks, before } = view.checks
  const found = [daily.found, weekly.found, average.found, breaks.found].some((one) => one.length > 0)
  const unsaidText = ({ unsaid }: Average) => (unsaid > 0 ? [t('worktime.average-unsaid', { count: unsaid })] : [])
  const averageText = (of: Average) =>
    [
      t('worktime.average', { hours: hoursText(of.minutes, text), span: spanText(of, text) }),
      ...(of.unrecorded > 0 ? [t('worktime.average-unrecorded', { count: of.unrecorded })] : []),
      ...unsaidText(of),
    ].join(' ')
  const shortText = (of: Short) =>
    (of.hasWeek
      ? [t(of.unrecorded === 0 ? 'worktime.short' : 'worktime.short-holes'), averageText(of)]
      : [
          t('worktime.too-short', { hours: hoursText(of.total, text), count: of.worked, span: spanText(of, text) }),
          ...unsaidText(of),
        ]
    ).join(' ')
  return (
    <Card title={t('worktime.checks')}>
      <p>{t('worktime.decides')}</p>
      <Check of="daily" looked={daily} spans={spansOfFound(daily.found)} days={view.days}>
        {({ days, least }) => t('worktime.check.daily.why', { count: days, rest: hoursText(least.rest, text) })}
      </Check>
      <Check of="weekly" looked={weekly} spans={weekly.found} days={view.days}>
        {({ none, one, ...span }) => {
          const lacks = none > 0 && one > 0 ? 'both' : none > 0 ? 'none' : 'one'
          return t('worktime.check.weekly.why', { lacks, none, one, days: daysIn(span) })
        }}
      </Check>
      <Check
        of="average"
        looked={average}
        spans={average.found}
        days={view.days}
        more={average.short.map((short) => <p key={short.from}>{shortText(short)}</p>)}
      >
        {({ most }) => averageText(most)}
      </Check>
      <Check of="breaks" looked={breaks} spans={spansOfFound(breaks.found)} days={view.days}>
        {({ days, least }) => t('worktime.check.breaks.why', { count: days, rest: least.rest })}
      </Check>
      {before > 0 && <p className="quiet">{t('worktime.before', { count: before })}</p>}
      {found && (
        <p>
          {t('worktime.to-signs')}{' '}
          <Link to="/$desk/casi/$id/segni" params={{ desk: desk.code, id: caseId }}>
            {t('worktime.open-signs')}
          </Link>
        </p>
      )}
    </Card>
  )
}

type Span = { from: CivilDate; until: CivilDate }
const SHOWN = 6
const daysIn = ({ from, until }: Span): number => daysBetween(from, until) + 1

function Check<S extends Span>(props: {
  of: 'daily' | 'weekly' | 'average' | 'breaks'
  looked: Looked
  spans: readonly S[]
  days: readonly DiaryDay[]
  more?: ReactNode
  /** Why a span was found. */
  children: (span: S) => string
}) {
  const { of, looked, spans, days } = props
  const text = useText()
  const { t } = text
  const line = (span: S) => {
    const { times, more } = timesBetween(days, span)
    return (
      <li key={span.from}>
        <strong>{spanText(span, text)}</strong>
        <span>{props.children(span)}</span>
        <small>{t('worktime.times', { times: times.join(', '), more: more ? 'yes' : 'no' })}</small>
      </li>
    )
  }
  const isFound = spans.length > 0
  return (
    <section className="hours-check" aria-label={t(`worktime.check.${of}`)}>
      <div className="hours-check-head">
        <h3>{t(`worktime.check.${of}`)}</h3>
        <Chip tone={isFound ? 'amber' : 'plain'} {...(isFound && { icon: 'warning' as const })}>
          {t(isFound ? 'worktime.found' : looked.checked > 0 ? 'worktime.nothing' : 'worktime.unknown')}
        </Chip>
      </div>
      {isFound && (
        <>
          <p>{t(`worktime.check.${of}.found`)}</p>
          <ul className="hours-spans">{spans.slice(0, SHOWN).map(line)}</ul>
          {spans.length > SHOWN && (
            <details>
              <summary>{t('worktime.all-spans', { count: spans.length - SHOWN })}</summary>
              <ul className="hours-spans">{spans.slice(SHOWN).map(line)}</ul>
            </details>
          )}
          <p>
            {t('worktime.spans', { count: spans.length, days: spans.reduce((sum, span) => sum + daysIn(span), 0) })}
          </p>
        </>
      )}
      {props.more}
      <p className="quiet">{t(`worktime.check.${of}.looked`, { ...looked })}</p>
    </section>
  )
}
