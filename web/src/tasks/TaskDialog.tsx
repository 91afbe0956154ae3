import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import type { Task, TaskFact } from '#model/tasks/contract.ts'
import { useHolidays } from '../appointments/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate, shortInstant } from '../ui/dates.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { useTaskOwners } from './owners.ts'
import { taskQuery, useTaskActs } from './queries.ts'
import { bodyOf, readTask, type TaskValues, typedDay, valuesOf } from './task-values.ts'

/** A task: changed, given to somebody else, done, dropped, opened again; and all that was written of it. */
export function TaskDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const acts = useTaskActs()
  const query = useQuery({ ...taskQuery(desk.code, id), staleTime: 0 })
  const { task, history = [], followers = [] } = query.data ?? {}
  const isNew = task?.newForMe ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is known that it is new
  useEffect(() => {
    if (isNew && task) void acts.saw(task)
  }, [isNew])
  return (
    <Dialog title={t('tasks.one')} onClose={onClose} wide>
      <QueryState query={query} rows={4} />
      {task?.case && (
        <p>
          <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id: task.case.id }}>
            {task.case.personName || task.case.personCode || t('people.unnamed')}
          </Link>
        </p>
      )}
      {task?.can.includes('change') &&
        (task.state === 'open' ? (
          <TaskForm task={task} followers={task.case ? followers : null} onDone={onClose} />
        ) : (
          <Ended task={task} onDone={onClose} />
        ))}
      {task && <History facts={history} />}
    </Dialog>
  )
}

function TaskForm({
  task,
  followers,
  onDone,
}: {
  task: Task
  followers: readonly string[] | null
  onDone: () => void
}) {
  const { t } = useText()
  const holidayOn = useHolidays()
  const say = useSay()
  const acts = useTaskActs()
  const owners = useTaskOwners(followers, task.owner)
  const [dropping, setDropping] = useState(false)
  const caseId = task.case?.id ?? null
  const draft = useDraft<TaskValues>('task', caseId, valuesOf(task), true, ({ of }) => of === task.id)
  const form = useForm(
    draft,
    (name) => t(`tasks.${name}`),
    (values: TaskValues) => readTask(values, caseId),
  )
  const at = useFields(form.fields, 'edit-task-')
  const day = typedDay(draft.values.day)
  const holiday = day && holidayOn(day)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.save(
      async (body) => {
        if (!(await acts.write(task.id, body))) return
        await draft.finish()
        say(t('tasks.saved'))
        onDone()
      },
      { ...draft.values, no: task.no },
    )
  }
  const tick = async () => {
    await draft.finish()
    onDone()
    await acts.tick(task)
  }
  return (
    <>
      <form className="form" onSubmit={submit} onKeyDown={submitKeys} aria-label={t('tasks.change')}>
        <ErrorSummary
          wrong={form.wrong.list.map((one) => ({ ...one, field: `edit-task-${one.field}` }))}
          round={form.wrong.round}
        />
        {draft.values.no !== task.no && (
          <Notice tone="amber">
            <p>{t('tasks.moved-on')}</p>
          </Notice>
        )}
        <TextField {...at('text')} label={t('tasks.text')} maxLength={500} personal />
        <SelectField {...at('owner')} label={t('tasks.owner')} options={owners} />
        <DateField
          {...at('day')}
          label={t('tasks.day')}
          optional
          ahead
          help={holiday && t('tasks.holiday', { name: holiday })}
        />
        {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
        <div className="form-actions">
          <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
            {t('ui.save')}
          </Button>
          <Button icon="check" onClick={() => void tick()}>
            {t('tasks.do-done')}
          </Button>
          <Button look="plain" onClick={() => setDropping(true)}>
            {t('tasks.do-drop')}
          </Button>
          <DraftStatus draft={draft} />
        </div>
      </form>
      {dropping && (
        <ReasonDialog
          title={t('tasks.do-drop')}
          before={t('tasks.drop-before')}
          label={t('tasks.why')}
          needed={t('field.missing')}
          action={t('tasks.do-drop')}
          run={async (why) => {
            if (await acts.write(task.id, bodyOf(task, { state: 'dropped', why }))) say(t('tasks.is-dropped'))
            await draft.finish()
            onDone()
          }}
          onClose={() => setDropping(false)}
        />
      )}
    </>
  )
}

function Ended({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useText()
  const acts = useTaskActs()
  return (
    <>
      <p className="prose personal">{task.text}</p>
      <div className="form-actions">
        <Button
          icon="undo"
          onClick={() => {
            onDone()
            void acts.tick(task)
          }}
        >
          {t('tasks.do-reopen')}
        </Button>
      </div>
    </>
  )
}

/** All that was written of a task, the last first. */
function History({ facts }: { facts: readonly TaskFact[] }) {
  const { t, lang } = useText()
  const who = useWho()
  return (
    <details className="path-history">
      <summary>{t('tasks.history', { count: facts.length })}</summary>
      <ul className="lines">
        {facts.map((fact) => (
          <li key={fact.no}>
            <div>
              <span className="personal">{fact.text}</span>
              <small className="personal">
                {[
                  t(`tasks.state.${fact.state}`),
                  fact.why,
                  fact.owner?.name ?? t('tasks.owner.nobody'),
                  fact.day && t('tasks.by-day', { day: shortDate(fact.day, lang) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              <small>{t('tasks.written', { by: who(fact.by), at: shortInstant(fact.at, lang) })}</small>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
