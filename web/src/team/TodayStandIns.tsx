import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDate } from '#model/calendar.ts'
import { dueOn } from '#model/pathway/rules.ts'
import type { StandIn } from '#model/team/substitution-contract.ts'
import { AppointmentLine } from '../appointments/AppointmentLine.tsx'
import { CaseTable } from '../cases/CaseTable.tsx'
import { ExpiringLines } from '../documents/ExpiringLines.tsx'
import { useDesk } from '../identity/desk.tsx'
import { DueChip } from '../pathway/PathwayChips.tsx'
import { TaskList } from '../tasks/TaskList.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { HandoverList } from './HandoverList.tsx'
import { standInsQuery } from './substitution-queries.ts'

/** What the colleagues have today for whom I stand in, one block for each. */
export function TodayStandIns() {
  const desk = useDesk()
  const { data } = useQuery(standInsQuery(desk.code))
  return data?.rows.map((row) => <OnBehalf key={row.absent.accountId} row={row} />) ?? null
}

function OnBehalf({ row }: { row: StandIn }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const { name } = row.absent
  const today = todayHere()
  const { tasks, due, appointments, documents, handovers, cases } = row
  const nothing = [tasks, due, appointments, documents, handovers, cases].every(({ length }) => length === 0)
  return (
    <Card title={t('team.on-behalf', { name })}>
      <p className="quiet">{t('team.until', { day: formatDate(row.until, lang) })}</p>
      {nothing && <p>{t('team.on-behalf-nothing')}</p>}
      {handovers.length > 0 && <HandoverList label={t('team.handovers-of', { name })} rows={handovers} />}
      {appointments.length > 0 && (
        <ul className="lines" aria-label={t('team.appointments-of', { name })}>
          {appointments.map((each) => (
            <AppointmentLine
              key={each.id}
              row={each}
              clashes={false}
              when={t(each.day === today ? 'agenda.today' : 'agenda.tomorrow')}
            />
          ))}
        </ul>
      )}
      {tasks.length > 0 && <TaskList label={t('team.tasks-of', { name })} rows={tasks} />}
      {due.length > 0 && (
        <ul className="lines" aria-label={t('team.steps-of', { name })}>
          {due.map(({ what, id, caseId, personName, personCode, text, due: day }) => (
            <li key={id}>
              <div>
                <Link className="personal" to="/$desk/casi/$id/percorso" params={{ desk: desk.code, id: caseId }}>
                  {what === 'step' ? text : t(what === 'review' ? 'pathway.due-review' : `pathway.outcome.${what}`)}
                </Link>
                <small className="personal">{personName || personCode || t('people.unnamed')}</small>
              </div>
              <DueChip due={dueOn(day, today)} on={day} />
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && <ExpiringLines label={t('team.documents-of', { name })} rows={documents} />}
      {cases.length > 0 && <CaseTable caption={t('team.cases-of', { name })} rows={cases} brief />}
      {row.casesTotal > cases.length && (
        <p>
          <Link to="/$desk/casi" params={{ desk: desk.code }} search={{ segue: row.absent.accountId }}>
            {t('team.all-cases', { count: row.casesTotal })}
          </Link>
        </p>
      )}
    </Card>
  )
}
