import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useHolidays } from '../appointments/queries.ts'
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
import { useTaskOwners } from './owners.ts'
import { useTaskActs } from './queries.ts'
import { newTask, readTask, type TaskValues, typedDay } from './task-values.ts'

type Props = { caseId: string | null; followers: readonly string[] | null; shortcut: string }

/** A task in a line: what, who, by when, Enter. */
export function TaskAdd({ caseId, followers, shortcut }: Props) {
  const { t } = useText()
  const say = useSay()
  const me = useMe().accountId
  const acts = useTaskActs()
  const draft = useDraft<TaskValues>('task', caseId, newTask(me), true, ({ of }) => of === null)
  const holidayOn = useHolidays(draft.values.day !== '')
  const early = useEarlyPress(draft.ready)
  const [isWriting, setWriting] = useState(false)
  const owners = useTaskOwners(followers, null, isWriting || draft.values.text !== '')
  const field = useRef<HTMLInputElement>(null)
  const isFree = useRef(false)
  const form = useForm(
    draft,
    (name) => t(`tasks.${name}`),
    (values: TaskValues) => readTask(values, caseId),
  )
  useKeys([{ key: shortcut, says: t('tasks.key-new'), run: () => field.current?.focus() }])
  useEffect(() => {
    if (form.busy || !isFree.current) return
    isFree.current = false
    field.current?.focus()
  }, [form.busy])
  const { values } = draft
  const day = typedDay(values.day)
  const holiday = day && holidayOn(day)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (early.holds(values.text.trim() !== '')) return
    const { id } = draft
    void form.save(async (body) => {
      if (!(await acts.write(id, body))) return
      void draft.finish(newTask(values.owner))
      isFree.current = true
      say(t('tasks.added'))
    })
  }
  const { wrong } = form
  return (
    <form
      ref={early.form}
      className="task-add"
      onSubmit={submit}
      onFocus={() => setWriting(true)}
      aria-label={t('tasks.add')}
    >
      <label className="visually-hidden" htmlFor="task-text">
        {t('tasks.text')}
      </label>
      <input
        id="task-text"
        ref={field}
        className="input personal"
        value={values.text}
        maxLength={500}
        placeholder={t('tasks.hint', { key: shortcut.toUpperCase() })}
        aria-invalid={wrong.fields.text ? true : undefined}
        aria-describedby={wrong.list.length > 0 ? 'task-wrong' : undefined}
        onChange={(event) => form.fields.change({ text: event.target.value })}
        autoComplete="off"
      />
      <label className="visually-hidden" htmlFor="task-owner">
        {t('tasks.owner')}
      </label>
      <select
        id="task-owner"
        className="input"
        value={values.owner}
        aria-invalid={wrong.fields.owner ? true : undefined}
        onChange={(event) => form.fields.change({ owner: event.target.value })}
      >
        {owners.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <label className="visually-hidden" htmlFor="task-day">
        {t('tasks.day')}
      </label>
      <input
        id="task-day"
        className="input"
        value={values.day}
        placeholder={t('tasks.day')}
        aria-invalid={wrong.fields.day ? true : undefined}
        aria-describedby={wrong.list.length > 0 ? 'task-wrong' : undefined}
        onChange={(event) => form.fields.change({ day: fixed(event.target.value) })}
        autoComplete="off"
      />
      <Button type="submit" busy={form.busy}>
        {t('tasks.do-add')}
      </Button>
      {holiday && (
        <p className="quiet" role="status">
          {t('tasks.holiday', { name: holiday })}
        </p>
      )}
      {wrong.list.length > 0 && (
        <p className="field-error" id="task-wrong" role="alert">
          {wrong.list.map((one) => `${one.label}: ${one.says}`).join(' ')}
        </p>
      )}
      {wrong.failed !== null && <Failure error={wrong.failed} />}
    </form>
  )
}
