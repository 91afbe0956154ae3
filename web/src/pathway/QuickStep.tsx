import { type FormEvent, useEffect, useRef } from 'react'
import type { Pathway } from '#model/pathway/contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { useMe } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { fixed } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { useForm } from '../ui/form.ts'
import { useEarlyPress } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useOwners } from './owners.ts'
import { readStep, type StepValues } from './pathway-values.ts'
import type { GoalRow } from './pathway-view.ts'
import { useWritePathway } from './queries.ts'
import { usePathwayActs } from './use-pathway-acts.ts'

/** A step in a line: `p`, what, Enter. It goes to the goal at hand, else to the one of the step before. */
export function QuickStep({ data, goals }: { data: Pathway; goals: readonly GoalRow[] }) {
  const { t } = useText()
  const say = useSay()
  const me = useMe().accountId
  const owners = useOwners()
  const write = useWritePathway(data.caseId)
  const acts = usePathwayActs(data)
  const begin = (goal: string): StepValues => ({
    ...{ of: null, no: 0, goal, text: '', owner: me, other: '', due: '', doneOn: '', discreet: false },
  })
  const draft = useDraft<StepValues>('step', data.caseId, begin(''), true, ({ of }) => of === null)
  const early = useEarlyPress(draft.ready)
  const field = useRef<HTMLInputElement>(null)
  const isFree = useRef(false)
  const { values } = draft
  const goal = goals.find(({ id }) => id === values.goal) ?? goals[0]
  const form = useForm(
    draft,
    (name) => t(`pathway.step-${name}`),
    (typed: StepValues) => readStep(typed, false),
  )
  useKeys([
    {
      key: 'p',
      says: t('pathway.key-step'),
      run: () => {
        const atHand = document.activeElement?.closest<HTMLElement>('[data-goal]')?.dataset.goal
        if (atHand && goals.some(({ id }) => id === atHand)) draft.change({ goal: atHand })
        field.current?.focus()
      },
    },
  ])
  useEffect(() => {
    if (form.busy || !isFree.current) return
    isFree.current = false
    field.current?.focus()
  }, [form.busy])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (early.holds(values.text.trim() !== '') || !goal) return
    const { id } = draft
    // A second try after an answer that was lost writes after what is there.
    const no = data.steps.find((step) => step.id === id)?.history[0]?.no ?? 0
    void form.save(
      async (body) => {
        if (!(await write.step(id, body))) return say(t('pathway.moved-on'), { bad: true })
        // Not waited for: the next step may be typed and sent at once.
        void draft.finish(begin(goal.id))
        isFree.current = true
        const { no: _, goal: of, account, other: ownerName, ...said } = body
        const latest = { ...said, no: body.no + 1, account, ownerName, by: '', at: '' }
        const row = { id, goal: of, latest: { ...latest, due: said.due ?? null }, history: [], due: null }
        say(t('pathway.step-added'), { undo: () => void acts.withdrawStep(row as never) })
      },
      { ...values, goal: goal.id, no },
    )
  }
  const { wrong } = form
  const problems = Object.values(wrong.fields)
  const input = (name: 'text' | 'due' | 'other', more: object) => (
    <input
      id={`step-${name}`}
      className={name === 'due' ? 'input input-day' : 'input'}
      value={values[name]}
      aria-invalid={wrong.fields[name] ? true : undefined}
      aria-describedby={wrong.fields[name] ? 'step-wrong' : undefined}
      onChange={(event) =>
        form.fields.change({ [name]: name === 'due' ? fixed(event.target.value) : event.target.value })
      }
      autoComplete="off"
      {...more}
    />
  )
  const label = (name: string) => (
    <label className="visually-hidden" htmlFor={`step-${name}`}>
      {t(`pathway.step-${name}`)}
    </label>
  )
  return (
    <form ref={early.form} className="quick-service quick-step" onSubmit={submit} aria-label={t('pathway.add-step')}>
      {label('text')}
      {input('text', { ref: field, maxLength: 500, placeholder: t('pathway.step-hint') })}
      {label('goal')}
      <select
        id="step-goal"
        className="input personal"
        value={goal?.id ?? ''}
        onChange={(event) => draft.change({ goal: event.target.value })}
      >
        {goals.map(({ id, latest }) => (
          <option key={id} value={id}>
            {latest.text}
          </option>
        ))}
      </select>
      {label('owner')}
      <select
        id="step-owner"
        className="input"
        value={values.owner}
        onChange={(event) => form.fields.change({ owner: event.target.value })}
      >
        {owners.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {values.owner === 'other' && (
        <>
          {label('other')}
          {input('other', { maxLength: 120, placeholder: t('pathway.step-other') })}
        </>
      )}
      {label('due')}
      {input('due', { placeholder: t('pathway.step-due') })}
      <Button type="submit" busy={form.busy}>
        {t('pathway.add')}
      </Button>
      {problems.length > 0 && (
        <p className="field-error" id="step-wrong" role="alert">
          {wrong.list.map((one) => `${one.label}: ${one.says}`).join(' ')}
        </p>
      )}
      {wrong.failed !== null && <Failure error={wrong.failed} />}
    </form>
  )
}
