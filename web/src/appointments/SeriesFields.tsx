import { rhythms } from '#model/appointments/series.ts'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { DateField } from '../ui/DateField.tsx'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useNames } from './agenda-words.ts'
import { slotOf } from './booking-values.ts'
import { useSaid } from './days-said.ts'
import { type NewBookingValues, type RefusedDay, type RepeatValues, repeatedDays, tooFarFrom } from './series-values.ts'

type Props = {
  fields: Fields<NewBookingValues>
  personId: string | null
  /** The day that was refused, and why. */
  refused: RefusedDay | null
}

/** A day of which neither hour nor colleagues are known yet meets nothing. */
const nowhere = {
  ...{ id: '', time: '12:00', minutes: 0, state: 'planned' as const, room: null, colleagues: [] },
  ...{ mediator: null, mediatorAccount: null, case: null, personId: null },
}

/** Whether and how an appointment is repeated; each day with what stands in its way, to be left out or not. */
export function SeriesFields({ fields, personId, refused }: Props) {
  const { t, lang } = useText()
  const at = useFields(fields)
  const { rhythm, ends } = fields.values
  const far = tooFarFrom(fields.values)
  const fits = far ? t('agenda.fits', { count: far.fit, day: formatDate(far.day, lang) }) : undefined
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
              <TextField
                {...at('times')}
                label={t('agenda.field.times')}
                help={fits}
                inputMode="numeric"
                maxLength={2}
                short
              />
            ) : (
              <DateField {...at('until')} label={t('agenda.field.until')} help={fits} ahead />
            )}
          </div>
          <SeriesDays fields={fields} personId={personId} refused={refused} />
        </>
      )}
    </>
  )
}

function SeriesDays({ fields: { values, change, wrong }, personId, refused }: Props) {
  const { t, lang } = useText()
  const { accountOf } = useNames()
  const days = repeatedDays(values)
  const slot = slotOf(values, '', personId, accountOf)
  // Of a series without an hour yet only the days are known.
  const slots = days.ok ? days.body.map((day) => ({ ...(slot ?? nowhere), day })) : []
  const saidOf = useSaid(slots)
  if (slots.length === 0) return null
  const turn = (day: CivilDate) =>
    change({
      without: values.without.includes(day) ? values.without.filter((each) => each !== day) : [...values.without, day],
    })
  const left = slots.filter(({ day }) => !values.without.includes(day)).length
  return (
    <GroupFrame
      id="days"
      label={t('agenda.field.days')}
      help={t('agenda.days-help', { count: left })}
      error={wrong.days && t(wrong.days)}
    >
      <ul className="lines">
        {slots.map((each) => {
          const { day } = each
          const said = refused?.day === day ? [t(refused.says), ...saidOf(each)] : saidOf(each)
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
