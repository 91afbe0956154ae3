import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseAgenda } from '#model/appointments/contract.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { AppointmentLine } from './AppointmentLine.tsx'
import { spanText } from './agenda-words.ts'
import { caseAppointmentsQuery } from './queries.ts'

type Props = { caseId: string; agenda: CaseAgenda; open: boolean }

/** The appointments of a case: those to come, how often the person did not come, and on demand those that were. */
export function CaseAppointments({ caseId, agenda, open }: Props) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { ahead, missed, total } = agenda
  if (!desk.may('appointment.read')) return null
  return (
    <Card
      title={t('agenda.of-case')}
      count={total}
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
      {missed > 0 && <p>{t('agenda.missed-count', { count: missed })}</p>}
      {total === 0 && <p className="quiet">{t('agenda.none-of-case')}</p>}
      <ul className="lines">
        {ahead.map((row) => (
          <li key={row.id}>
            <div>
              <Link to="/$desk/agenda/$id" params={{ desk: desk.code, id: row.id }}>
                {`${shortDate(row.day, lang)}, ${spanText(row)}`}
              </Link>{' '}
              <span className="personal">{codes.one(appointmentKinds, row.kind)}</span>
              <small className="personal">{row.where}</small>
            </div>
          </li>
        ))}
      </ul>
      {total > ahead.length && (
        <Before caseId={caseId} count={total - ahead.length} ahead={ahead.map(({ id }) => id)} />
      )}
    </Card>
  )
}

/** Those that were, asked for once somebody looks. */
function Before({ caseId, count, ahead }: { caseId: string; count: number; ahead: readonly string[] }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({ ...caseAppointmentsQuery(useDesk().code, caseId), enabled: isOpen })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('agenda.before-now', { count })}</summary>
      {isOpen && <QueryState query={query} rows={2} />}
      {query.data && (
        <ul className="lines">
          {query.data.rows
            .filter(({ id }) => !ahead.includes(id))
            .map((row) => (
              <AppointmentLine
                key={row.id}
                row={row}
                clashes={false}
                when={shortDate(row.day, lang)}
                title={codes.one(appointmentKinds, row.kind)}
              />
            ))}
        </ul>
      )}
    </details>
  )
}
