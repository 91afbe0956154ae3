import { useState } from 'react'
import type { WholeAppointment } from '#model/appointments/contract.ts'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { DateField, readDate, typed } from '../ui/DateField.tsx'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { readTime } from '../ui/time.ts'
import { useSay } from '../ui/toast.tsx'
import { spanText } from './agenda-words.ts'
import { wrongKey } from './booking-values.ts'
import { useSaid } from './days-said.ts'
import { useAppointmentActs } from './queries.ts'
import { canBeHadBack, movedOnes } from './series-values.ts'

/** Moves an appointment and those of its series that follow; on which days they fall is seen before. */
export function SeriesMoveDialog({ row, onClose }: { row: WholeAppointment; onClose: () => void }) {
  const { t, lang } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [day, setDay] = useState(typed(row.day))
  const [time, setTime] = useState(row.time)
  const [wrong, setWrong] = useState<{ day?: string; time?: string }>({})
  const [on, hour] = [readDate(day), readTime(time)]
  const to = on.ok && hour ? { day: on.date as CivilDate, time: hour } : null
  const slots = to ? movedOnes(row, to) : []
  const saidOf = useSaid(
    slots,
    slots.map(({ id }) => id),
  )
  const submit = async () => {
    setWrong({ ...(!on.ok && { day: t(`field.${on.reason}`) }), ...(!hour && { time: t('field.time') }) })
    if (!to) return false
    const moved = await acts.moveFollowing(row.id, row.no, to).catch((error) => {
      const key = wrongKey(error)
      if (!key) throw error
      setWrong({ day: t(key) })
    })
    if (!moved) return false
    const back = () =>
      acts
        .moveFollowing(row.id, moved.no, { day: row.day, time: row.time })
        .then(() => say(t('agenda.series-back')))
        .catch(() => say(t('agenda.not-undone'), { bad: true }))
    if (canBeHadBack(row, moved)) say(t('agenda.series-moved'), { undo: () => void back() })
    else say(t('agenda.series-moved-apart'))
    return true
  }
  return (
    <FormDialog title={t('agenda.series-move')} action={t('agenda.save-move')} run={submit} onClose={onClose}>
      <p>{t('agenda.series-move-says', { count: row.next.length })}</p>
      <DateField id="series-day" label={t('agenda.field.day')} value={day} onChange={setDay} error={wrong.day} ahead />
      <TextField
        id="series-time"
        label={t('agenda.field.time')}
        value={time}
        onChange={setTime}
        error={wrong.time}
        short
        maxLength={5}
      />
      {slots.length > 0 && (
        <GroupFrame id="series-days" label={t('agenda.field.days')}>
          <ul className="lines">
            {slots.map((slot) => (
              <li key={slot.id}>
                <div>
                  {formatDate(slot.day, lang)}, {spanText(slot)}
                  {saidOf(slot).map((one) => (
                    <small key={one} className="personal">
                      {one}
                    </small>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </GroupFrame>
      )}
    </FormDialog>
  )
}
