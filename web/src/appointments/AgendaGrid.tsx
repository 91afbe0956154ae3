import type { Appointment } from '#model/appointments/contract.ts'
import { minutesOf } from '#model/appointments/rules.ts'
import type { CivilDate } from '#model/calendar.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { RowLink } from './AppointmentLine.tsx'
import { type AgendaRow, hoursOf, type Placed, placedOf } from './agenda-view.ts'
import { dayText, isSunday, spanText, useNames } from './agenda-words.ts'
import { useHolidays } from './queries.ts'
import { type Target, useDrag } from './use-drag.ts'

/** How high an hour is drawn. */
const HOUR = 52

type Props = {
  days: readonly CivilDate[]
  rows: readonly AgendaRow[]
  clashing: ReadonlySet<string>
  /** Moves an appointment that was dragged. */
  move: (row: Appointment, to: Target) => void
}

/** A column for each day, the hours from top to bottom. What was cancelled is in the list alone. */
export function AgendaGrid({ days, rows, clashing, move }: Props) {
  const { t, lang } = useText()
  const { first, last } = hoursOf(rows)
  const hours = Array.from({ length: last - first }, (_, at) => first + at)
  const today = todayHere()
  const holidayOn = useHolidays()
  const { handlers, shown } = useDrag(HOUR, move)
  const dragged = shown && rows.find(({ id }) => id === shown.id)
  return (
    <div className="agenda-grid" style={{ '--hour': `${HOUR}px`, '--days': days.length } as React.CSSProperties}>
      <div className="agenda-hours" aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour}>{`${String(hour).padStart(2, '0')}:00`}</span>
        ))}
      </div>
      {days.map((day) => {
        const holiday = holidayOn(day)
        const off = holiday !== undefined || isSunday(day)
        return (
          <section
            key={day}
            className={`agenda-column${off ? ' agenda-off' : ''}${day === today ? ' agenda-now' : ''}`}
            aria-label={dayText(day, lang)}
          >
            <h3>
              {dayText(day, lang)}
              {day === today && <span className="agenda-holiday">{t('agenda.today')}</span>}
              {holiday && <span className="agenda-holiday">{holiday}</span>}
            </h3>
            <ul style={{ height: hours.length * HOUR }} data-day={day} data-first={first}>
              {placedOf(rows.filter((row) => row.day === day)).map((placed) => (
                <Block
                  key={placed.row.id}
                  placed={placed}
                  first={first}
                  clashes={clashing.has(placed.row.id)}
                  handlers={handlers(placed.row)}
                />
              ))}
              {dragged && shown?.to.day === day && (
                <li
                  className="agenda-block agenda-ghost"
                  aria-hidden="true"
                  style={{
                    top: ((minutesOf(shown.to.time) - first * 60) / 60) * HOUR,
                    height: dragged.minutes * (HOUR / 60),
                  }}
                >
                  <strong>{spanText({ ...dragged, ...shown.to })}</strong>
                </li>
              )}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

type BlockProps = {
  placed: Placed
  first: number
  clashes: boolean
  handlers: ReturnType<ReturnType<typeof useDrag>['handlers']>
}

function Block({ placed: { row, lane, lanes }, first, clashes, handlers }: BlockProps) {
  const { t } = useText()
  const { titleOf } = useNames()
  const style = {
    top: ((minutesOf(row.time) - first * 60) / 60) * HOUR,
    height: Math.max(row.minutes, 30) * (HOUR / 60) - 2,
    left: `${(lane / lanes) * 100}%`,
    width: `calc(${100 / lanes}% - 2px)`,
  }
  const inside = (
    <>
      <strong>
        {clashes && <Icon name="warning" small title={t('agenda.clashes')} />}
        {row.referral && <Icon name="send" small title={t(`agenda.referral.${row.referral.state}`)} />}
        {spanText(row)}
      </strong>
      <span className="personal">{titleOf(row)}</span>
      {row.state !== 'planned' && <em>{t(`agenda.state.${row.state}`)}</em>}
    </>
  )
  const look = `agenda-block agenda-${row.hidden ? 'hidden' : row.state}${clashes ? ' agenda-clash' : ''}`
  return (
    <li className={look} style={style} {...handlers}>
      {row.hidden ? <div>{inside}</div> : <RowLink row={row}>{inside}</RowLink>}
    </li>
  )
}
