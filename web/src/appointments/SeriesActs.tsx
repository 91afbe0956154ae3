import { useState } from 'react'
import type { WholeAppointment } from '#model/appointments/contract.ts'
import type { CivilDate } from '#model/calendar.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, readDate, typed } from '../ui/DateField.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { readTime } from '../ui/time.ts'
import { useSay } from '../ui/toast.tsx'
import { useAppointmentActs } from './queries.ts'

const cancelling = ['cancelled-by-person', 'cancelled-by-desk'] as const
type Asked = 'move' | (typeof cancelling)[number] | null

/** What may be done with an appointment and those of its series that follow. Nothing where none does. */
export function SeriesActs({ row }: { row: WholeAppointment }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [asked, setAsked] = useState<Asked>(null)
  if (row.series === null || row.following === 0) return null
  const cancels = cancelling.filter((act) => row.can.includes(act))
  return (
    <section className="not-on-paper" aria-label={t('agenda.series')}>
      <p>{t('agenda.series-says', { count: row.following })}</p>
      <div className="form-actions agenda-acts">
        {row.can.includes('change') && (
          <Button icon="edit" onClick={() => setAsked('move')}>
            {t('agenda.series-move')}
          </Button>
        )}
        {cancels.map((act) => (
          <Button key={act} onClick={() => setAsked(act)}>
            {t(`agenda.series-do.${act}`)}
          </Button>
        ))}
      </div>
      {asked === 'move' && <MoveDialog row={row} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'move' && (
        <ReasonDialog
          title={t(`agenda.series-do.${asked}`)}
          before={t('agenda.series-says', { count: row.following })}
          label={t('agenda.why')}
          action={t(`agenda.series-do.${asked}`)}
          run={async (why) => {
            await acts.cancelFollowing(row.id, row.no, asked, why)
            say(t('agenda.series-cancelled'))
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}

function MoveDialog({ row, onClose }: { row: WholeAppointment; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [day, setDay] = useState(typed(row.day))
  const [time, setTime] = useState(row.time)
  const [wrong, setWrong] = useState<{ day?: string; time?: string }>({})
  const submit = async () => {
    const [on, hour] = [readDate(day), readTime(time)]
    setWrong({ ...(!on.ok && { day: t(`field.${on.reason}`) }), ...(!hour && { time: t('field.time') }) })
    if (!on.ok || !hour) return false
    await acts.moveFollowing(row.id, row.no, { day: on.date as CivilDate, time: hour })
    say(t('agenda.series-moved'))
    return true
  }
  return (
    <FormDialog title={t('agenda.series-move')} action={t('agenda.save-move')} run={submit} onClose={onClose}>
      <p>{t('agenda.series-move-says', { count: row.following })}</p>
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
    </FormDialog>
  )
}
