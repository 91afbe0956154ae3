import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addDays, type CivilDate, formatDate } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { appointmentsQuery } from './appointment-queries.ts'

/** Appointments of referrals, today and tomorrow, and those to be confirmed. Nothing where there is none. */
export function TodayAppointments() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { data } = useQuery(appointmentsQuery(desk.code))
  if (!data || data.rows.length === 0) return null
  const today = todayHere()
  return (
    <Card title={t('appointments.near')} count={data.rows.length}>
      <ul className="lines">
        {data.rows.map(({ referral, service, desk: other, personName, state, toConfirm, words }) => (
          <li key={referral}>
            <div>
              <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: referral }}>
                {words.day === today || words.day === addDays(today, 1)
                  ? t(words.day === today ? 'appointments.today-at' : 'appointments.tomorrow-at', { time: words.time })
                  : `${formatDate(words.day as CivilDate, lang)}, ${words.time}`}
              </Link>{' '}
              {personName && <span className="personal">{personName}</span>}
              <small>
                {service} · {other}
              </small>
              <small className="personal">{[words.place, words.with].filter(Boolean).join(' · ')}</small>
            </div>
            <Chip icon={state === 'confirmed' ? 'check' : 'clock'} tone={state === 'confirmed' ? 'green' : 'amber'}>
              {t(
                toConfirm
                  ? 'appointments.to-confirm'
                  : `appointments.state.${state === 'confirmed' ? 'confirmed' : 'waiting'}`,
              )}
            </Chip>
          </li>
        ))}
      </ul>
    </Card>
  )
}
