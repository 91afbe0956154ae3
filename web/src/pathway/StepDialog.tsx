import type { Pathway, StepFact } from '#model/pathway/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate } from '../ui/dates.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { HistoryLines } from './HistoryLines.tsx'
import { useOwners, useOwnerWords } from './owners.ts'
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
  const early = useEarlyPress(draft.ready)
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
    <form
      ref={early.form}
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!early.holds(draft.values.text)) void submit()
      }}
      onKeyDown={submitKeys}
    >
      <ErrorSummary
        wrong={form.wrong.list.map((one) => ({ ...one, field: `edit-${one.field}` }))}
        round={form.wrong.round}
      />
      {draft.values.no !== latest.no && (
        <Notice tone="amber">
          <p>{t('pathway.moved-on')}</p>
        </Notice>
      )}
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
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
        <Button look="plain" onClick={() => void withdraw()}>
          {t('pathway.withdraw')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
