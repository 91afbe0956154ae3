import { needs } from '#model/codes/needs.ts'
import type { Profile } from '#model/codes/profiles.ts'
import type { TemplateGoal, TemplateOwner } from '#model/pathway/template-contract.ts'
import { DraftActions } from '../drafts/DraftActions.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { Skeleton } from '../ui/Page.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWriteTemplate } from './queries.ts'
import {
  type GoalRow,
  newGoal,
  newStep,
  readTemplate,
  type StepRow,
  type TemplateValues,
  templateValues,
} from './template-values.ts'

type Props = { profile: Profile; no: number; goals: readonly TemplateGoal[]; onDone: () => void }

/** A template of the desk, typed: goals with their area, each with steps. */
export function TemplateForm({ profile, no, goals, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const write = useWriteTemplate()
  const begin = templateValues(profile, no, goals)
  const draft = useDraft<TemplateValues>('template', null, begin, true, (kept) => kept.profile === profile)
  const form = useForm(draft, () => t('pathway.template-line'), readTemplate)
  const { values } = draft
  if (!draft.ready) return <Skeleton rows={6} />
  const setGoal = (key: string, part: Partial<GoalRow>) =>
    form.fields.change({ goals: values.goals.map((goal) => (goal.key === key ? { ...goal, ...part } : goal)) })
  const move = (place: number, by: number) => {
    const goals = [...values.goals]
    const [goal] = goals.splice(place, 1)
    if (goal) goals.splice(place + by, 0, goal)
    form.fields.change({ goals })
  }
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write(profile, { no, goals: body }))) return
        await draft.finish()
        say(t('pathway.template-saved'))
        onDone()
      },
      { ...values, no },
    )
  return (
    <form
      className="form"
      aria-label={t('pathway.template-edit')}
      onKeyDown={submitKeys}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <ErrorSummary wrong={form.wrong.list} round={form.wrong.round} />
      {values.no !== no && (
        <Notice tone="amber">
          <p>{t('pathway.moved-on')}</p>
        </Notice>
      )}
      {values.goals.map((goal, place) => (
        <GoalFields
          key={goal.key}
          goal={goal}
          place={place}
          last={place === values.goals.length - 1}
          wrong={form.fields.wrong}
          set={(part) => setGoal(goal.key, part)}
          move={(by) => move(place, by)}
          remove={() => form.fields.change({ goals: values.goals.filter(({ key }) => key !== goal.key) })}
        />
      ))}
      <p>
        <Button icon="plus" onClick={() => form.fields.change({ goals: [...values.goals, newGoal()] })}>
          {t('pathway.template-add-goal')}
        </Button>
      </p>
      <DraftActions form={form} draft={draft} onClose={onDone} />
    </form>
  )
}

type GoalProps = {
  goal: GoalRow
  place: number
  last: boolean
  wrong: Record<string, string>
  set: (part: Partial<GoalRow>) => void
  move: (by: 1 | -1) => void
  remove: () => void
}

function GoalFields({ goal, place, last, wrong, set, move, remove }: GoalProps) {
  const { t } = useText()
  const codes = useCodes()
  const setStep = (key: string, part: Partial<StepRow>) =>
    set({ steps: goal.steps.map((step) => (step.key === key ? { ...step, ...part } : step)) })
  const sayWrong = (key: string) => wrong[key] && t(wrong[key])
  return (
    <fieldset className="template-goal">
      <legend className="field-label">{t('pathway.template-goal', { no: place + 1 })}</legend>
      <div className="field-row">
        <SelectField
          id={`${goal.key}-area`}
          label={t('pathway.area')}
          value={goal.area}
          onChange={(area) => set({ area: area as GoalRow['area'] })}
          options={codes.options(needs)}
        />
        <TextField
          id={goal.key}
          label={t('pathway.template-goal-text')}
          value={goal.text}
          onChange={(text) => set({ text })}
          error={sayWrong(goal.key)}
          maxLength={1_000}
        />
      </div>
      {goal.steps.map((step, no) => (
        <div key={step.key} className="field-row template-step">
          <TextField
            id={step.key}
            label={t('pathway.template-step', { no: no + 1 })}
            value={step.text}
            onChange={(text) => setStep(step.key, { text })}
            maxLength={500}
          />
          <SelectField
            id={`${step.key}-owner`}
            label={t('pathway.template-who')}
            value={step.owner}
            onChange={(owner) => setStep(step.key, { owner: owner as TemplateOwner })}
            options={(['member', 'person'] as const).map((value) => ({
              value,
              label: t(`pathway.template-owner-${value}`),
            }))}
          />
          <TextField
            id={`${step.key}-days`}
            label={t('pathway.template-days-label')}
            value={step.days}
            onChange={(days) => setStep(step.key, { days })}
            error={sayWrong(`${step.key}-days`)}
            inputMode="numeric"
            maxLength={3}
            short
          />
          <IconButton
            name={t('pathway.template-remove-step', { no: no + 1 })}
            icon="close"
            onClick={() => set({ steps: goal.steps.filter(({ key }) => key !== step.key) })}
          />
        </div>
      ))}
      <div className="inline">
        {goal.steps.length < 20 && (
          <Button small look="plain" icon="plus" onClick={() => set({ steps: [...goal.steps, newStep()] })}>
            {t('pathway.template-add-step')}
          </Button>
        )}
        {place > 0 && (
          <Button small look="plain" icon="up" onClick={() => move(-1)}>
            {t('pathway.template-up')}
          </Button>
        )}
        {!last && (
          <Button small look="plain" icon="down" onClick={() => move(1)}>
            {t('pathway.template-down')}
          </Button>
        )}
        <Button small look="plain" icon="close" onClick={remove}>
          {t('pathway.template-remove-goal')}
        </Button>
      </div>
    </fieldset>
  )
}
