import type { Appointment } from '#model/referrals/contract-appointments.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useAppointmentActs } from './appointment-queries.ts'
import { emptyAppointment, readAppointment } from './appointment-values.ts'

type Props = { id: string; appointment: Appointment; onDone: () => void }

/** A day, an hour, where or how, and with whom: what is typed is kept, also where the other side was first. */
export function AppointmentForm({ id, appointment, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs(id)
  const draft = useDraft('appointment', id, emptyAppointment)
  const form = useForm(draft, (field) => t(`appointments.field.${field}`), readAppointment)
  const at = useFields(form.fields)
  const submit = () =>
    form.save(async (words) => {
      await acts.propose(appointment.no, words)
      await draft.finish(emptyAppointment)
      say(t('appointments.said.propose'))
      onDone()
    })
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={submitKeys}
    >
      <ErrorSummary wrong={form.wrong.list} round={form.wrong.round} />
      <DateField {...at('day')} label={t('appointments.field.day')} ahead />
      <TextField {...at('time')} label={t('appointments.field.time')} help={t('appointments.time-help')} short />
      <TextField
        {...at('place')}
        label={t('appointments.field.place')}
        help={t('appointments.place-help')}
        maxLength={200}
        personal
      />
      <TextField {...at('with')} label={t('appointments.field.with')} optional maxLength={100} personal />
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={form.busy}>
          {t('appointments.do.propose')}
        </Button>
        <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
