import { useQuery } from '@tanstack/react-query'
import { conflictsOf } from '#model/appointments/conflicts.ts'
import type { CivilDate } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { agendaRows } from './agenda-view.ts'
import { isSunday, useNames } from './agenda-words.ts'
import { type BookingValues, newBooking, slotOf } from './booking-values.ts'
import { calendarQuery, useHolidays } from './queries.ts'

type Props = Pick<BookingValues, 'day' | 'time' | 'minutes' | 'colleagues'> & { id: string; personId: string | null }

/** What is to be known of an hour before something is put there: a holiday, and whom it meets. */
export function SlotNotices({ id, personId, ...when }: Props) {
  const desk = useDesk()
  const { accountOf } = useNames()
  const slot = slotOf({ ...newBooking(''), ...when }, id, personId, accountOf)
  const day = slot?.day ?? ''
  const found = useQuery({ ...calendarQuery(desk.code, day, day), enabled: slot !== null }).data
  return (
    <>
      {slot && <DayNotice day={slot.day} />}
      <Clashes slot={slot} rows={found ? agendaRows(found) : []} />
    </>
  )
}

/** That the day is a holiday or a Sunday: told, not forbidden. */
export function DayNotice({ day }: { day: CivilDate }) {
  const { t } = useText()
  const holiday = useHolidays()(day)
  if (!holiday && !isSunday(day)) return null
  return (
    <Notice tone="amber">
      <p>{holiday ? t('agenda.on-holiday', { name: holiday }) : t('agenda.on-sunday')}</p>
    </Notice>
  )
}

type Clashing = { slot: ReturnType<typeof slotOf>; rows: Parameters<ReturnType<typeof useNames>['conflictText']>[1] }

/** What wants the same colleague, room, mediator or person at that hour: said before it is saved. */
export function Clashes({ slot, rows }: Clashing) {
  const { t } = useText()
  const { conflictText } = useNames()
  const found = slot ? conflictsOf(slot, rows) : []
  return (
    <div role="status">
      {found.length > 0 && (
        <Notice tone="amber" title={t('agenda.clash-title')}>
          <ul className="personal">
            {found.map((one) => (
              <li key={`${one.with} ${one.kind} ${one.who}`}>{conflictText(one, rows)}</li>
            ))}
          </ul>
          <p>{t('agenda.clash-help')}</p>
        </Notice>
      )}
    </div>
  )
}
