import { useQueries } from '@tanstack/react-query'
import { conflictsOf } from '#model/appointments/conflicts.ts'
import { MOST_DAYS } from '#model/appointments/contract.ts'
import { rhythms } from '#model/appointments/series.ts'
import { type CivilDate, daysBetween, formatDate } from '#model/calendar.ts'
import { useDesk } from '../identity/desk.tsx'
import { DateField } from '../ui/DateField.tsx'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { agendaRows } from './agenda-view.ts'
import { isSunday, useNames } from './agenda-words.ts'
import { slotOf } from './booking-values.ts'
import { calendarQuery, useHolidays } from './queries.ts'
import { type NewBookingValues, type RepeatValues, repeatedDays } from './series-values.ts'

type Props = { fields: Fields<NewBookingValues>; personId: string | null }

/** Whether and how an appointment is repeated; each day with what stands in its way, to be left out or not. */
export function SeriesFields({ fields, personId }: Props) {
  const { t } = useText()
  const at = useFields(fields)
  const { rhythm, ends } = fields.values
  return (
    <>
      <SelectField
        {...at('rhythm')}
        label={t('agenda.field.rhythm')}
        none={t('agenda.rhythm.none')}
        onChange={(chosen) => fields.change({ rhythm: chosen as RepeatValues['rhythm'], without: [] })}
        options={rhythms.map((value) => ({ value, label: t(`agenda.rhythm.${value}`) }))}
      />
      {rhythm !== '' && (
        <>
          <div className="field-row">
            <SelectField
              {...at('ends')}
              label={t('agenda.field.ends')}
              onChange={(chosen) => fields.change({ ends: chosen as RepeatValues['ends'] })}
              options={(['times', 'until'] as const).map((value) => ({ value, label: t(`agenda.ends.${value}`) }))}
            />
            {ends === 'times' ? (
              <TextField {...at('times')} label={t('agenda.field.times')} inputMode="numeric" maxLength={2} short />
            ) : (
              <DateField {...at('until')} label={t('agenda.field.until')} ahead />
            )}
          </div>
          <SeriesDays fields={fields} personId={personId} />
        </>
      )}
    </>
  )
}

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

function SeriesDays({ fields: { values, change }, personId }: Props) {
  const { t, lang } = useText()
  const desk = useDesk()
  const holidayOn = useHolidays()
  const { conflictText, accountOf } = useNames()
  const read = repeatedDays(values)
  const days = read.ok ? read.body : []
  const slot = slotOf(values, '', personId, accountOf)
  const rows = useQueries({
    queries: stretchesOf(days).map(([from, to]) => calendarQuery(desk.code, from, to)),
    combine: (all) => all.flatMap(({ data }) => agendaRows(data)),
  })
  if (days.length === 0) return null
  const saidOf = (day: CivilDate): string[] => {
    const there = rows.filter((row) => row.day === day)
    const holiday = holidayOn(day)
    const clashes = slot ? conflictsOf({ ...slot, day }, there).map((one) => conflictText(one, there)) : []
    return [
      ...(holiday ? [t('agenda.on-holiday', { name: holiday })] : isSunday(day) ? [t('agenda.on-sunday')] : []),
      ...clashes,
    ]
  }
  const turn = (day: CivilDate) =>
    change({
      without: values.without.includes(day) ? values.without.filter((each) => each !== day) : [...values.without, day],
    })
  const left = days.filter((day) => !values.without.includes(day)).length
  return (
    <GroupFrame id="days" label={t('agenda.field.days')} help={t('agenda.days-help', { count: left })}>
      <ul className="lines">
        {days.map((day) => {
          const said = saidOf(day)
          return (
            <li key={day}>
              <div>
                <label className="check">
                  <input type="checkbox" checked={!values.without.includes(day)} onChange={() => turn(day)} />{' '}
                  {formatDate(day, lang)}
                </label>
                {said.map((one) => (
                  <small key={one} className="personal">
                    {one}
                  </small>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </GroupFrame>
  )
}
