import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { inConflict } from '#model/appointments/conflicts.ts'
import { useDesk } from '../identity/desk.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AppointmentLine } from './AppointmentLine.tsx'
import { agendaRows } from './agenda-view.ts'
import { nearAppointmentsQuery } from './queries.ts'
import { queueQuery } from './queue-queries.ts'

/** My own appointments of today and tomorrow, and how many wait without one. Nothing where there is neither. */
export function TodayAgenda() {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery({ ...nearAppointmentsQuery(desk.code), enabled: desk.may('appointment.read') })
  const queue = useQuery({ ...queueQuery(desk.code), enabled: desk.may('appointment.read') }).data
  const waiting = queue?.rows.filter(({ state }) => state === 'waiting').length ?? 0
  if (!data || (data.rows.length === 0 && waiting === 0)) return null
  const today = todayHere()
  const clashing = inConflict(agendaRows(data))
  return (
    <Card
      title={t('agenda.near')}
      count={data.rows.length}
      action={
        <Link to="/$desk/agenda" params={{ desk: desk.code }}>
          {t('agenda.open')}
        </Link>
      }
    >
      {waiting > 0 && (
        <p>
          <Link to="/$desk/agenda/coda" params={{ desk: desk.code }}>
            {t('agenda.queue-count', { count: waiting })}
          </Link>
        </p>
      )}
      <ul className="lines">
        {data.rows.map((row) => (
          <AppointmentLine
            key={row.id}
            row={row}
            clashes={clashing.has(row.id)}
            when={t(row.day === today ? 'agenda.today' : 'agenda.tomorrow')}
          />
        ))}
      </ul>
    </Card>
  )
}
