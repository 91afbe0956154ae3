import { needs } from '#model/codes/needs.ts'
import type { GoalFact, Pathway } from '#model/pathway/contract.ts'
import { GoalState } from '#model/pathway/contract.ts'
import { hasDay } from '#model/pathway/rules.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { ChecksField } from '../ui/ChecksField.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, todayHere, typed } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField, SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { HistoryLines } from './HistoryLines.tsx'
import { GoalChip } from './PathwayChips.tsx'
import { PathwayForm } from './PathwayForm.tsx'
import { type GoalValues, goalValues, readGoal, whyIsOptional } from './pathway-values.ts'
import { useWritePathway } from './queries.ts'
import { usePathwayActs } from './use-pathway-acts.ts'

type Props = { data: Pathway; of: string | null; mayWrite: boolean; onClose: () => void }

/** A goal: written, changed, closed; and all that was written of it. */
export function GoalDialog({ data, of, mayWrite, onClose }: Props) {
  const { t } = useText()
  const history = data.goals.find(({ id }) => id === of)?.history ?? []
  return (
    <Dialog title={t(of === null ? 'pathway.new-goal' : 'pathway.goal')} onClose={onClose} wide>
      {mayWrite && <GoalForm data={data} of={of} onDone={onClose} />}
      {!mayWrite && history[0] && <GoalSaid fact={history[0]} />}
      {history.length > 0 && <HistoryLines facts={history} say={(fact) => <GoalSaid fact={fact} />} />}
    </Dialog>
  )
}

function GoalSaid({ fact }: { fact: GoalFact }) {
  const codes = useCodes()
  return (
    <>
      <GoalChip state={fact.state} /> {codes.one(needs, fact.area)}: <span className="personal">{fact.text}</span>
      {fact.why && <small className="personal">{fact.why}</small>}
    </>
  )
}

function GoalForm({ data, of, onDone }: { data: Pathway; of: string | null; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWritePathway(data.caseId)
  const acts = usePathwayActs(data)
  const known = data.goals.find(({ id }) => id === of)?.history[0]
  const draft = useDraft<GoalValues>('goal', data.caseId, goalValues(of, known), true, (kept) => kept.of === of)
  const id = of ?? draft.id
  const latest = data.goals.find((goal) => goal.id === id)?.history[0]
  const { values } = draft
  const form = useForm(draft, (field) => t(`pathway.goal-${field}`), readGoal)
  const at = useFields(form.fields, 'goal-')
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.goal(id, body))) return
        await draft.finish(goalValues(null, undefined))
        const written = { ...body, no: body.no + 1, by: '', at: '' }
        if (of === null) say(t('pathway.goal-added'), { undo: () => void acts.withdrawGoal({ id, latest: written }) })
        else say(t('pathway.goal-saved'))
        onDone()
      },
      // Who reads that a colleague was first and saves all the same writes after that.
      { ...values, no: latest?.no ?? 0 },
    )
  const withdraw = async () => {
    if (!latest) return
    await draft.finish(goalValues(null, undefined))
    onDone()
    await acts.withdrawGoal({ id, latest })
  }
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="goal-"
      moved={values.no !== (latest?.no ?? 0)}
      submit={submit}
      withdraw={of !== null && latest ? withdraw : undefined}
      onClose={onDone}
    >
      <SelectField
        {...at('area')}
        onChange={(area) => form.fields.change({ area: area as GoalValues['area'] })}
        label={t('pathway.goal-area')}
        none={t('ui.choose')}
        options={codes.options(needs)}
      />
      <AreaField
        {...at('text')}
        label={t('pathway.goal-text')}
        help={t('pathway.goal-text-help')}
        maxLength={1_000}
        personal
      />
      <DateField {...at('agreedOn')} value={values.agreedOn || typed(todayHere())} label={t('pathway.goal-agreedOn')} />
      <ChecksField
        id="goal-discreet"
        label={t('pathway.discreet')}
        help={t('pathway.discreet-help')}
        value={values.discreet ? ['yes'] : []}
        onChange={(picked) => form.fields.change({ discreet: picked.length > 0 })}
        options={[{ value: 'yes', label: t('pathway.discreet-goal') }]}
      />
      {of !== null && (
        <ChoiceField
          id="goal-state"
          label={t('pathway.goal-state')}
          value={values.state}
          onChange={(state) => form.fields.change({ state: state as GoalState })}
          options={GoalState.exclude(['withdrawn']).options.map((value) => ({
            value,
            label: t(`pathway.state.${value}`),
          }))}
        />
      )}
      {hasDay(values.state) && (
        <>
          <DateField {...at('since')} value={values.since || typed(todayHere())} label={t('pathway.goal-since')} />
          <AreaField
            {...at('why')}
            label={t('pathway.goal-why')}
            help={t('pathway.goal-why-help')}
            optional={whyIsOptional(values.state)}
            maxLength={1_000}
            personal
          />
        </>
      )}
    </PathwayForm>
  )
}
