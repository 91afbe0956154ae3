import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate } from '#model/calendar.ts'
import { TodayAgenda } from '../appointments/TodayAgenda.tsx'
import { TodayDocuments } from '../documents/TodayDocuments.tsx'
import { draftsQuery } from '../drafts/queries.ts'
import { GlassNotice } from '../glass/GlassNotice.tsx'
import { useDesk, useMe } from '../identity/desk.tsx'
import { TodayNetwork } from '../network/TodayNetwork.tsx'
import { TodayMentions } from '../notes/TodayMentions.tsx'
import { ContactTable } from '../outreach/ContactTable.tsx'
import { contactsQuery } from '../outreach/queries.ts'
import { TodayPathway } from '../pathway/TodayPathway.tsx'
import { TodayErasures } from '../privacy/TodayErasures.tsx'
import { TodayReferrals } from '../referrals/TodayReferrals.tsx'
import { SignalNotice } from '../signals/SignalNotice.tsx'
import { TodayTasks } from '../tasks/TodayTasks.tsx'
import { TodayApprovals } from '../team/TodayApprovals.tsx'
import { TodayHandovers } from '../team/TodayHandovers.tsx'
import { TodayStandIns } from '../team/TodayStandIns.tsx'
import { Notice } from '../ui/Chip.tsx'
import { counted } from '../ui/counted.ts'
import { todayHere } from '../ui/DateField.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Icon } from '../ui/Icon.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { CaseTable } from './CaseTable.tsx'
import { DraftList } from './DraftList.tsx'
import { todayQuery } from './queries.ts'

/** Each opens a section of the menu. */
const sections = [
  'contact.read',
  'person.read',
  'return.read',
  'import.run',
  'audit.read',
  'signal.send',
  'signal.answer',
] as const

/** What needs me today. */
export function TodayPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const me = useMe()
  const sees = desk.may('case.read')
  const query = useQuery({ ...todayQuery(desk.code), enabled: sees })
  const drafts = useQuery({ ...draftsQuery(desk.code), enabled: desk.may('draft.write') })
  const waiting = useQuery({
    ...contactsQuery(desk.code, { show: 'waiting', most: 5, order: 'oldest' }),
    enabled: desk.may('contact.read'),
  })
  const today = query.data
  // Somebody may be a member of a desk in which there is nothing for them to do.
  const places = sections.filter((grant) => desk.may(grant))
  const params = { desk: desk.code }
  return (
    <Page
      title={t('today.title', { name: me.name.split(' ')[0] ?? '' })}
      tab={t('shell.today')}
      facts={[
        { label: t('today.date'), value: formatDate(todayHere(), lang) },
        ...(today
          ? [
              {
                label: t('today.mine'),
                value: (
                  <Link to="/$desk/casi" params={params} search={{ segue: 'me' }}>
                    {today.mineTotal}
                  </Link>
                ),
              },
              {
                label: t('today.unassigned'),
                value: (
                  <Link to="/$desk/casi" params={params} search={{ segue: 'nobody' }}>
                    {t('ui.count', counted(today.unassignedTotal))}
                  </Link>
                ),
              },
            ]
          : []),
        ...(waiting.data && waiting.data.total !== null
          ? [
              {
                label: t('today.waiting'),
                value: (
                  <Link to="/$desk/contatti" params={params} search={{ mostra: 'waiting' }}>
                    {t('ui.count', counted(waiting.data.total))}
                  </Link>
                ),
              },
            ]
          : []),
      ]}
      action={
        desk.may('contact.write') ? (
          <Link className="btn btn-primary btn-big" to="/$desk/contatti/nuovo" params={params}>
            <Icon name="plus" small />
            {t('outreach.new')}
          </Link>
        ) : (
          desk.may('signal.send') && (
            <Link className="btn btn-primary btn-big" to="/$desk/segnalate/nuova" params={params}>
              <Icon name="plus" small />
              {t('signals.new')}
            </Link>
          )
        )
      }
      aside={desk.may('draft.write') && <DraftList drafts={drafts.data} today={today} />}
    >
      <GlassNotice />
      {today?.emergencies.map((one) => (
        <Notice
          key={`${one.caseId} ${one.at}`}
          tone="amber"
          action={
            <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: one.caseId }}>
              {t('today.open-case')}
            </Link>
          }
        >
          <p className="personal">
            {t('today.emergency', {
              by: one.by,
              desk: one.desk,
              name: one.personName || t('people.unnamed'),
              at: shortInstant(one.at, lang),
            })}
          </p>
        </Notice>
      ))}
      <SignalNotice />
      {!sees && <EmptyState>{t(places.length > 0 ? 'today.nothing-here' : 'today.nothing-at-all')}</EmptyState>}
      {sees && <TodayApprovals />}
      {sees && <TodayHandovers />}
      {sees && <TodayMentions />}
      <TodayErasures />
      <TodayAgenda />
      {desk.may('referral.read') && <TodayReferrals />}
      {desk.may('task.read') && <TodayTasks />}
      {sees && <TodayPathway />}
      {sees && <TodayDocuments />}
      {sees && <TodayStandIns />}
      {sees && <QueryState query={query} rows={6} />}
      {today && (
        <>
          <Card
            title={t('today.mine')}
            count={t('ui.count', counted(today.mineTotal))}
            action={
              today.mine.length < today.mineTotal && (
                <Link
                  to="/$desk/casi"
                  params={params}
                  search={{ segue: 'me' }}
                  aria-label={t('today.all-of', { list: t('today.mine') })}
                >
                  {t('today.all')}
                </Link>
              )
            }
          >
            {today.mine.length === 0 ? (
              <EmptyState>{t('today.no-mine')}</EmptyState>
            ) : (
              <CaseTable caption={t('today.mine')} rows={today.mine} brief />
            )}
          </Card>
          {today.quiet.length > 0 && (
            <Card title={t('today.quiet')} count={today.quiet.length}>
              <CaseTable caption={t('today.quiet')} rows={today.quiet} brief />
            </Card>
          )}
          {today.unassigned.length > 0 && (
            <Card
              title={t('today.unassigned')}
              count={t('ui.count', counted(today.unassignedTotal))}
              action={
                today.unassigned.length < today.unassignedTotal && (
                  <Link
                    to="/$desk/casi"
                    params={params}
                    search={{ segue: 'nobody' }}
                    aria-label={t('today.all-of', { list: t('today.unassigned') })}
                  >
                    {t('today.all')}
                  </Link>
                )
              }
            >
              <CaseTable caption={t('today.unassigned')} rows={today.unassigned} brief />
            </Card>
          )}
        </>
      )}
      {waiting.data && waiting.data.rows.length > 0 && (
        <Card
          title={t('today.waiting-title')}
          {...(waiting.data.total !== null && { count: t('ui.count', counted(waiting.data.total)) })}
          action={
            waiting.data.next !== null && (
              <Link
                to="/$desk/contatti"
                params={params}
                search={{ mostra: 'waiting' }}
                aria-label={t('today.all-of', { list: t('today.waiting-title') })}
              >
                {t('today.all')}
              </Link>
            )
          }
        >
          <ContactTable rows={waiting.data.rows} brief />
        </Card>
      )}
      {desk.may('service.propose') && <TodayNetwork />}
    </Page>
  )
}
