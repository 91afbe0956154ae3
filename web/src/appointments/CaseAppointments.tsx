import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { inConflict } from '#model/appointments/conflicts.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AppointmentLine } from './AppointmentLine.tsx'
import { caseAppointmentsQuery } from './queries.ts'

/** Past appointments that a case shows at once; all of them on demand. */
const SHOWN = 3

/** The appointments of a case: those to come, the last ones, and how often the person did not come. */
export function CaseAppointments({ caseId, open }: { caseId: string; open: boolean }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const query = useQuery({ ...caseAppointmentsQuery(desk.code, caseId), enabled: desk.may('appointment.read') })
  if (!desk.may('appointment.read')) return null
  const today = todayHere()
  const rows = query.data?.rows ?? []
  const ahead = rows.filter(({ day, state }) => day >= today && state === 'planned').reverse()
  const before = rows.filter((row) => !ahead.includes(row))
  const clashing = inConflict(rows)
  const line = (row: (typeof rows)[number]) => (
    <AppointmentLine
      key={row.id}
      row={row}
      clashes={clashing.has(row.id)}
      when={shortDate(row.day, lang)}
      title={codes.one(appointmentKinds, row.kind)}
    />
  )
  return (
    <Card
      title={t('agenda.of-case')}
      {...(query.data && { count: query.data.total })}
      action={
        open &&
        desk.may('appointment.write') && (
          <Link
            className="btn btn-plain btn-small"
            to="/$desk/agenda/nuovo"
            params={{ desk: desk.code }}
            search={{ caso: caseId }}
            aria-label={t('agenda.book')}
          >
            {t('agenda.save')}
          </Link>
        )
      }
    >
      <QueryState query={query} rows={2} />
      {query.data && query.data.missed > 0 && <p>{t('agenda.missed-count', { count: query.data.missed })}</p>}
      {query.data && rows.length === 0 && <p className="quiet">{t('agenda.none-of-case')}</p>}
      {ahead.length > 0 && <ul className="lines">{ahead.map(line)}</ul>}
      {before.length > 0 && (
        <details {...(ahead.length === 0 && before.length <= SHOWN && { open: true })}>
          <summary>{t('agenda.before-now', { count: before.length })}</summary>
          <ul className="lines">{before.map(line)}</ul>
        </details>
      )}
    </Card>
  )
}
