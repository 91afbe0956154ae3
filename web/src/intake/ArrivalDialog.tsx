import { arrivalWays, employerFates } from '#model/codes/arrivals.ts'
import type { Arrival } from '#model/intake/arrival-contract.ts'
import { arrivalMayBeSign } from '#model/intake/arrival-rules.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ArrivalSaid, MayBeSign } from './ArrivalSaid.tsx'
import { useWriteArrival } from './arrival-queries.ts'
import { type ArrivalValues, arrivalValues, employersChosen, readArrival } from './arrival-values.ts'

type Props = { data: Arrival; mayWrite: boolean; onClose: () => void }

/** How the person came: written, corrected; and all that was written of it. */
export function ArrivalDialog({ data, mayWrite, onClose }: Props) {
  const { t } = useText()
  return (
    <Dialog title={t('arrival.how')} onClose={onClose} wide>
      {mayWrite && <ArrivalForm data={data} onDone={onClose} />}
      {data.arrival.length > 0 && <HistoryLines facts={data.arrival} say={(fact) => <ArrivalSaid fact={fact} />} />}
    </Dialog>
  )
}

function ArrivalForm({ data, onDone }: { data: Arrival; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteArrival(data.caseId)
  const latest = data.arrival[0]
  const draft = useDraft<ArrivalValues>('arrival', data.caseId, arrivalValues(latest))
  const form = useForm(draft, (field) => t(`arrival.${field}`), readArrival)
  const at = useFields(form.fields, 'arrival-')
  const { values } = draft
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.arrival(body))) return
        await draft.finish()
        say(t('arrival.saved'))
        onDone()
      },
      // Who reads that a colleague was first and saves all the same writes after that.
      { ...values, no: latest?.no ?? 0 },
    )
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="arrival-"
      moved={values.no !== (latest?.no ?? 0)}
      submit={submit}
      withdraw={undefined}
      onClose={onDone}
    >
      <ChoiceField
        {...at('way')}
        onChange={(way) => form.fields.change({ way: way as ArrivalValues['way'] })}
        label={t('arrival.way')}
        options={codes.options(arrivalWays)}
        unanswered
      />
      <SeveralField
        {...at('employer')}
        onChange={(employer) =>
          form.fields.change({ employer: employersChosen(values.employer, employer as ArrivalValues['employer']) })
        }
        label={t('arrival.employer')}
        help={t('arrival.employer-help')}
        options={codes.options(employerFates)}
      />
      {arrivalMayBeSign(values) && <MayBeSign caseId={data.caseId} />}
      <DateField {...at('since')} label={t('arrival.since')} help={t('arrival.when-help')} optional birth />
      <AreaField
        {...at('text')}
        label={t('arrival.text')}
        help={t('arrival.text-help')}
        maxLength={4_000}
        optional
        personal
      />
    </PathwayForm>
  )
}
