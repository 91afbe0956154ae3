import type { CivilDate } from '#model/calendar.ts'
import { weekdayOf } from '#model/calendar.ts'
import type { Service } from '#model/network/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

type Props = { opening: Service['facts']['opening']; next: Service['next'] }

const said = (hours: readonly { from: string; to: string }[]) =>
  [...hours]
    .sort((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ from, to }) => `${from}–${to}`)
    .join(', ')

/** The week with today marked, the days on which it is otherwise, and when it opens next. */
export function OpeningTable({ opening, next }: Props) {
  const { t, lang } = useText()
  if (!opening) return <p className="quiet">{t('network.hours-not-stated')}</p>
  const now = weekdayOf(todayHere())
  const coming = opening.exceptions.filter(({ until }) => until >= todayHere())
  return (
    <>
      <table className="table hours">
        <caption className="visually-hidden">{t('network.week')}</caption>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <tr key={day} className={day === now ? 'hours-today' : undefined}>
              <th scope="row">
                {t(`network.weekday.${day}`)}
                {day === now && <Chip tone="blue">{t('network.today')}</Chip>}
              </th>
              <td>{said(opening.weekly.filter(({ days }) => days.includes(day))) || t('network.closed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t(`network.holidays.${opening.onHolidays}`)}
        {opening.byAppointment && ` · ${t('network.by-appointment')}`}
        {next && ` · ${t('network.opens-next', { day: shortDate(next.day as CivilDate, lang), from: next.from })}`}
      </p>
      {coming.length > 0 && (
        <ul className="lines" aria-label={t('network.exceptions')}>
          {coming.map((each) => (
            <li key={each.from}>
              <div>
                <strong>
                  {each.from === each.until
                    ? shortDate(each.from, lang)
                    : `${shortDate(each.from, lang)} – ${shortDate(each.until, lang)}`}
                </strong>{' '}
                {said(each.hours) || t('network.closed')}
                {each.note && <small>{each.note}</small>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
