import { useState } from 'react'
import type { WholeAppointment } from '#model/appointments/contract.ts'
import { Button } from '../ui/Button.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useForm } from '../ui/form.ts'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { BookingFields } from './BookingFields.tsx'
import { readBooking, valuesOf } from './booking-values.ts'
import { factsOf, useAppointmentActs } from './queries.ts'

/** Another day or hour, or facts that were wrong: what stood there stays in the history, and can be had back at once. */
export function MoveForm({ row, onDone }: { row: WholeAppointment; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [values, setValues] = useState(() => valuesOf(row))
  const [why, setWhy] = useState('')
  const change = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }))
  const form = useForm({ values, change }, (field) => t(`agenda.field.${field}`), readBooking)
  const submit = () =>
    form.save(async ({ case: _, ...facts }) => {
      const { no } = await acts.change(row.id, row.no, facts, why)
      const undo = () =>
        void acts.change(row.id, no, factsOf(row)).catch(() => say(t('agenda.not-undone'), { bad: true }))
      say(t('agenda.said.changed'), { undo })
      onDone()
    })
  return (
    <FormFrame
      form={form}
      onSubmit={() => void submit()}
      label={t('agenda.save-move')}
      beside={<Button onClick={onDone}>{t('ui.cancel')}</Button>}
    >
      <BookingFields fields={form.fields} id={row.id} personId={row.personId} />
      <TextField
        id="why"
        label={t('agenda.why-move')}
        optional
        personal
        maxLength={500}
        value={why}
        onChange={setWhy}
      />
    </FormFrame>
  )
}
