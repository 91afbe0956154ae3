import { WholeAppointment } from '#model/appointments/contract.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { languages } from '#model/codes/languages.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useCodes } from '../ui/codes.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Skeleton } from '../ui/Page.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNames } from './agenda-words.ts'
import { BookingFields } from './BookingFields.tsx'
import { type MoveValues, readBooking, valuesOf } from './booking-values.ts'
import { factsOf, useAppointmentActs } from './queries.ts'

const movesOf = (row: WholeAppointment): MoveValues => ({ ...valuesOf(row), why: '' })

/** Another day or hour, or facts that were wrong: what stood there stays in the history, and can be had back at once. */
export function MoveForm({ row, onDone }: { row: WholeAppointment; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const sayValue = useSayMove()
  const base = movesOf(row)
  const draft = useDraft<Edit<MoveValues>>('moved-booking', row.id, { ...base, base, version: row.no })
  if (!draft.ready) return <Skeleton rows={6} />
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      label={t('agenda.save-move')}
      record={WholeAppointment}
      valuesOf={movesOf}
      versionOf={({ no }) => no}
      // Why it is moved is said of this move alone.
      stored={({ why: _, ...stored }) => stored}
      labelOf={(field) => t(`agenda.field.${field}`)}
      sayValue={sayValue}
      read={(values) => {
        const read = readBooking(values)
        return read.ok ? { ok: true, body: { facts: read.body, why: values.why } } : read
      }}
      send={async ({ facts: { case: _, ...facts }, why }, version) => {
        const { no } = await acts.change(row.id, version, facts, why)
        const undo = () =>
          void acts.change(row.id, no, factsOf(row)).catch(() => say(t('agenda.not-undone'), { bad: true }))
        say(t('agenda.said.changed'), { undo })
      }}
      onSaved={() => undefined}
      onClose={onDone}
    >
      {(fields) => (
        <>
          <BookingFields fields={fields} id={row.id} personId={row.personId} />
          <TextField
            id="why"
            value={fields.values.why}
            onChange={(why) => fields.change({ why })}
            label={t('agenda.why-move')}
            optional
            personal
            maxLength={500}
          />
        </>
      )}
    </EditForm>
  )
}

/** How the value of a field reads beside that of a colleague. */
function useSayMove() {
  const { t } = useText()
  const codes = useCodes()
  const { nameOf } = useNames()
  return (field: keyof MoveValues, value: unknown): string => {
    if (Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(', ')
    const text = String(value)
    if (text === '') return t('ui.none')
    if (field === 'kind') return codes.one(appointmentKinds, text)
    if (field === 'language') return codes.one(languages, text)
    return field === 'room' || field === 'mediator' ? nameOf(text) : text
  }
}
