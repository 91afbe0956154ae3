import { ageSources, companions, guardianStates } from '#model/codes/minors.ts'
import type { Ties } from '#model/people/ties-contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import type { TiesDialogProps } from './SafeContactDialog.tsx'
import { MinorSaid } from './TiesSaid.tsx'
import { useWriteTies } from './ties-queries.ts'
import { type MinorValues, minorValues, readMinor } from './ties-values.ts'

/** With whom a minor is here, and who answers for her or him: written, corrected; and all that was written of it. */
export function MinorDialog({ data, mayWrite, onClose }: TiesDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={t('people.minority')} onClose={onClose} wide>
      {mayWrite && <MinorForm data={data} onDone={onClose} />}
      {data.minor.length > 0 && <HistoryLines facts={data.minor} say={(fact) => <MinorSaid fact={fact} />} />}
    </Dialog>
  )
}

function MinorForm({ data, onDone }: { data: Ties; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteTies(data.personId)
  const latest = data.minor[0]
  const draft = useDraft<MinorValues>('minor', data.personId, minorValues(latest))
  const form = useForm(draft, (field) => t(`people.${field}`), readMinor)
  const at = useFields(form.fields, 'minor-')
  const { values } = draft
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.minor(body))) return
        await draft.finish()
        say(t('people.minority-saved'))
        onDone()
      },
      { ...values, no: latest?.no ?? 0 },
    )
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="minor-"
      moved={values.no !== (latest?.no ?? 0)}
      submit={submit}
      withdraw={undefined}
      onClose={onDone}
    >
      <ChoiceField
        {...at('companion')}
        onChange={(given) => form.fields.change({ companion: given as MinorValues['companion'] })}
        label={t('people.companion')}
        options={codes.options(companions)}
        unanswered
      />
      <ChoiceField
        {...at('guardian')}
        onChange={(given) => form.fields.change({ guardian: given as MinorValues['guardian'] })}
        label={t('people.guardian')}
        options={codes.options(guardianStates)}
        unanswered
      />
      <ChoiceField
        {...at('ageFrom')}
        onChange={(given) => form.fields.change({ ageFrom: given as MinorValues['ageFrom'] })}
        label={t('people.ageFrom')}
        options={codes.options(ageSources)}
        unanswered
      />
      <AreaField {...at('text')} label={t('people.tie-text')} maxLength={2_000} optional personal />
    </PathwayForm>
  )
}
