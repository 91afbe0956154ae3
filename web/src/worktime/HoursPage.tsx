import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { HoursChecks } from './HoursChecks.tsx'
import { HoursEntries } from './HoursEntries.tsx'
import { HoursForm } from './HoursForm.tsx'
import { HoursHow } from './HoursHow.tsx'
import { HoursTotals } from './HoursTotals.tsx'
import { viewOf } from './hours-view.ts'
import { hoursQuery } from './queries.ts'

/** The diary of working hours of a case: what is remembered, what it comes to, and what it says beside the law. */
export function HoursPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/orari' })
  const whole = useQuery(caseQuery(desk.code, id))
  const query = useQuery(hoursQuery(desk.code, id))
  const file = whole.data
  const entries = query.data?.entries
  const view = useMemo(() => entries && viewOf(entries), [entries])
  const mayWrite = file?.can.includes('write') ?? false
  const isErased = file?.person.erased ?? false
  return (
    <Page
      title={t('worktime.title')}
      tab={t('worktime.title')}
      facts={
        file && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {file.person.name || file.person.code || t(isErased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
      aside={view && !isErased && <HoursHow view={view} />}
    >
      {file && (file.person.restricted || isErased) && <RestrictionBanner personId={file.person.id} />}
      <Notice>
        <p>{t('worktime.lead')}</p>
        <p>{t('worktime.not-checked')}</p>
      </Notice>
      <QueryState query={query} rows={6} />
      {file && !mayWrite && file.state === 'closed' && (
        <Notice tone="amber">
          <p>{t('worktime.closed')}</p>
        </Notice>
      )}
      {file && !mayWrite && <LeftDrafts caseId={id} kinds={['hours']} />}
      {mayWrite && query.data && (
        <div className="not-on-paper">
          <HoursForm caseId={id} />
        </div>
      )}
      {view && view.days.length > 0 && (
        <>
          <HoursChecks view={view} caseId={id} />
          <HoursTotals view={view} />
        </>
      )}
      {entries && !isErased && <HoursEntries caseId={id} entries={entries} mayWrite={mayWrite} />}
    </Page>
  )
}
