import { type FormEvent, useState } from 'react'
import { CaseFile } from '#model/cases/contract.ts'
import { type Outcome, outcomes } from '#model/codes/outcomes.ts'
import { OpenAppointments } from '../appointments/OpenAppointments.tsx'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { OpenReferrals } from '../referrals/OpenReferrals.tsx'
import { OpenTasks } from '../tasks/OpenTasks.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useCaseActs } from './queries.ts'

type Values = { outcome: string; closedOn: string; note: string; ask: string }

type Body = { outcome: Outcome; closedOn: string; note: string; ask: string }

function readClosing({ outcome, closedOn, note, ask }: Values, { openedOn }: CaseFile): Read<Body> {
  const day = readDate(closedOn)
  const wrong: Record<string, string> = {}
  if (!outcome) wrong.outcome = 'field.missing'
  if (!day.ok) wrong.closedOn = `ui.date.${day.reason}`
  else if (day.date > todayHere()) wrong.closedOn = 'field.future'
  else if (day.date < openedOn) wrong.closedOn = 'field.before-opening'
  if (!day.ok || Object.keys(wrong).length > 0) return { ok: false, wrong }
  return { ok: true, body: { outcome: outcome as Outcome, closedOn: day.date, note, ask } }
}

/** Closes a case, or asks for it: how it ended, when, and a last word. */
export function CloseDialog({ file, onClose }: { file: CaseFile; onClose: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft<Values>('close', file.id, { outcome: '', closedOn: typed(todayHere()), note: '', ask: '' })
  const labels = {
    outcome: t('cases.outcome'),
    closedOn: t('cases.closed-on'),
    note: t('cases.close-note'),
    ask: t('cases.ask-close-note'),
  }
  const form = useForm(
    draft,
    (field) => labels[field as keyof Values] ?? field,
    (values) => readClosing(values, file),
  )
  const at = useFields(form.fields)
  const [moved, setMoved] = useState(false)
  const asks = file.asksToClose

  const close = () =>
    form.save(async ({ ask, ...closing }) => {
      setMoved(false)
      const body = { ...closing, version: file.version }
      try {
        await (asks ? acts.askToClose({ ...body, id: draft.id, ask }) : acts.close(body))
      } catch (error) {
        const isMoved = error instanceof CallError && error.code === 'moved-on'
        if (!isMoved || !CaseFile.safeParse(error.current).success) throw error
        // What changed stands on the page behind; the second try closes the case as it is then.
        await acts.reload()
        return setMoved(true)
      }
      await draft.finish()
      say(t(asks ? 'cases.ask-close-done' : 'cases.closed'))
      onClose()
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void close()
  }
  return (
    <Dialog title={t(asks ? 'cases.ask-close' : 'cases.close')} onClose={onClose} wide>
      <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
        <ErrorSummary wrong={form.wrong.list} round={form.wrong.round} />
        {moved && (
          <Notice tone="amber" title={t('problem.moved-on.title')}>
            <p>{t('cases.close-moved')}</p>
          </Notice>
        )}
        {asks && <p>{t('cases.ask-close-what')}</p>}
        <OpenTasks file={file} />
        <OpenAppointments agenda={file.appointments} />
        <OpenReferrals rows={file.referrals} before="closing" />
        <ChoiceField {...at('outcome')} label={labels.outcome} options={codes.options(outcomes)} />
        <DateField {...at('closedOn')} label={labels.closedOn} />
        <AreaField {...at('note')} label={labels.note} optional maxLength={10_000} />
        {asks && <AreaField {...at('ask')} label={labels.ask} optional personal rows={2} maxLength={2_000} />}
        {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
        <div className="dialog-actions">
          <DraftStatus draft={draft} />
          <Button onClick={onClose}>{t('ui.close-keep-draft')}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t(asks ? 'cases.ask-close-do' : 'cases.close')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
