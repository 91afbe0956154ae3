import type { CivilDate } from '#model/calendar.ts'
import { EmptyState } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { AppointmentLine } from './AppointmentLine.tsx'
import type { AgendaRow } from './agenda-view.ts'
import { dayText } from './agenda-words.ts'
import { useHolidays } from './queries.ts'

type Props = { days: readonly CivilDate[]; rows: readonly AgendaRow[]; clashing: ReadonlySet<string> }

/** Day by day, in words: for a narrow screen, for paper, and for who does not want a drawing. */
export function AgendaList({ days, rows, clashing }: Props) {
  const { t, lang } = useText()
  const holidayOn = useHolidays()
  const alone = days.length === 1
  const shown = days.filter((day) => alone || holidayOn(day) || rows.some((row) => row.day === day))
  if (shown.length === 0) return <EmptyState>{t('agenda.none')}</EmptyState>
  return shown.map((day) => {
    const own = rows.filter((row) => row.day === day)
    const holiday = holidayOn(day)
    return (
      <section key={day} className="agenda-day" aria-label={dayText(day, lang)}>
        {(!alone || holiday) && (
          <h3>
            {!alone && dayText(day, lang)}
            {holiday && <span className="agenda-holiday">{t('agenda.holiday', { name: holiday })}</span>}
          </h3>
        )}
        {own.length === 0 ? (
          <p className="quiet">{t('agenda.none')}</p>
        ) : (
          <ul className="lines">
            {own.map((row) => (
              <AppointmentLine key={row.id} row={row} clashes={clashing.has(row.id)} />
            ))}
          </ul>
        )}
      </section>
    )
  })
}
