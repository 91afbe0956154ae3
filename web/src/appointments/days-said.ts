import { useQueries } from '@tanstack/react-query'
import { conflictsOf, type Slot } from '#model/appointments/conflicts.ts'
import { MOST_DAYS } from '#model/appointments/contract.ts'
import { dayProblem } from '#model/appointments/rules.ts'
import { type CivilDate, daysBetween } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { useText } from '../ui/text.tsx'
import { agendaRows } from './agenda-view.ts'
import { isSunday, useNames } from './agenda-words.ts'
import { calendarQuery, useHolidays } from './queries.ts'

/** So many days are read at once; stretches in which there is none are passed over. */
function stretchesOf(days: readonly CivilDate[]): [CivilDate, CivilDate][] {
  const found: [CivilDate, CivilDate][] = []
  for (const day of days) {
    const last = found.at(-1)
    if (last && daysBetween(last[0], day) < MOST_DAYS) last[1] = day
    else found.push([day, day])
  }
  return found
}

/** Why an appointment cannot be then, in a message key. */
const dayWrong = (at: Pick<Slot, 'day' | 'time'>): string | null => {
  const wrong = dayProblem(at, todayHere())
  return wrong && `agenda.wrong.${wrong.code}`
}

/** What is said of each place that a series takes, the earliest first: that it cannot be, a holiday, what it meets. `moving` are on their way elsewhere. */
export function useSaid(slots: readonly Slot[], moving: readonly string[] = []): (slot: Slot) => string[] {
  const { t } = useText()
  const desk = useDesk()
  const holidayOn = useHolidays()
  const { conflictText } = useNames()
  const possible = slots.filter((slot) => dayWrong(slot) === null)
  const rows = useQueries({
    queries: stretchesOf(possible.map(({ day }) => day)).map(([from, to]) => calendarQuery(desk.code, from, to)),
    combine: (all) => all.flatMap(({ data }) => agendaRows(data)),
  })
  return (slot) => {
    const wrong = dayWrong(slot)
    if (wrong) return [t(wrong)]
    const holiday = holidayOn(slot.day)
    const there = rows.filter((row) => row.day === slot.day && !moving.includes(row.id))
    return [
      ...(holiday ? [t('agenda.on-holiday', { name: holiday })] : isSunday(slot.day) ? [t('agenda.on-sunday')] : []),
      ...conflictsOf(slot, there).map((one) => conflictText(one, there)),
    ]
  }
}
