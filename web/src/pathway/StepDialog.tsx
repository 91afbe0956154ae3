import type { Pathway, StepFact } from '#model/pathway/contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { ChecksField } from '../ui/ChecksField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate } from '../ui/dates.ts'
import { useFields, useForm } from '../ui/form.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { HistoryLines } from './HistoryLines.tsx'
import { useOwners, useOwnerWords } from './owners.ts'
import { PathwayForm } from './PathwayForm.tsx'
import { readStep, type StepValues, stepValues } from './pathway-values.ts'
import type { StepRow } from './pathway-view.ts'
import { useWritePathway } from './queries.ts'
import { usePathwayActs } from './use-pathway-acts.ts'

type Props = { data: Pathway; step: StepRow; mayWrite: boolean; onClose: () => void }

/** A step: changed, moved to another day or another owner; and all that was written of it. */
export function StepDialog({ data, step, mayWrite, onClose }: Props) {
  const { t } = useText()
  return (
    <Dialog title={t('pathway.step')} onClose={onClose} wide>
      {mayWrite && <StepForm data={data} step={step} onDone={onClose} />}
      <HistoryLines facts={step.history} say={(fact) => <StepSaid fact={fact} />} />
    </Dialog>
  )
}

function StepSaid({ fact }: { fact: StepFact }) {
  const { t, lang } = useText()
  const ownerOf = useOwnerWords()
  const said = [
    t(`pathway.step-state.${fact.state}`),
    ownerOf(fact),
    fact.due && t('pathway.due-by', { day: shortDate(fact.due, lang) }),
    fact.doneOn && t('pathway.done-on', { day: shortDate(fact.doneOn, lang) }),
  ]
  return (
    <>
      <span className="personal">{fact.text}</span>
      <small>{said.filter(Boolean).join(' · ')}</small>
    </>
  )
}

function StepForm({ data, step, onDone }: { data: Pathway; step: StepRow; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const write = useWritePathway(data.caseId)
  const acts = usePathwayActs(data)
  const owners = useOwners(step.latest)
  const { id, latest } = step
  const isDone = latest.state === 'done'
  const draft = useDraft<StepValues>('step', data.caseId, stepValues(step), true, (kept) => kept.of === id)
  const form = useForm(
    draft,
    (field) => t(`pathway.step-${field}`),
    (typed: StepValues) => readStep(typed, isDone),
  )
  const at = useFields(form.fields, 'edit-')
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.step(id, body))) return
        await draft.finish()
        say(t('pathway.step-saved'))
        onDone()
      },
      { ...draft.values, no: latest.no },
    )
  const withdraw = async () => {
    await draft.finish()
    onDone()
    await acts.withdrawStep(step)
  }
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="edit-"
      moved={draft.values.no !== latest.no}
      submit={submit}
      withdraw={withdraw}
      onClose={onDone}
    >
      <TextField {...at('text')} label={t('pathway.step-text')} maxLength={500} personal />
      <SelectField {...at('owner')} label={t('pathway.step-owner')} options={owners} />
      {draft.values.owner === 'other' && <TextField {...at('other')} label={t('pathway.step-other')} maxLength={120} />}
      <DateField {...at('due')} label={t('pathway.step-due')} optional ahead />
      <ChecksField
        id="step-discreet"
        label={t('pathway.discreet')}
        help={t('pathway.discreet-help')}
        value={draft.values.discreet ? ['yes'] : []}
        onChange={(picked) => form.fields.change({ discreet: picked.length > 0 })}
        options={[{ value: 'yes', label: t('pathway.discreet-step') }]}
      />
      {isDone && <DateField {...at('doneOn')} label={t('pathway.step-doneOn')} />}
    </PathwayForm>
  )
}
