import { type FormEvent, useState } from 'react'
import { CaseFile } from '#model/cases/contract.ts'
import { type Outcome, outcomes } from '#model/codes/outcomes.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWrong } from '../ui/wrong.ts'
import { useCaseActs } from './queries.ts'

type Values = { outcome: Outcome | ''; closedOn: string; note: string }

/** Closes a case: how it ended, when, and a last word. */
export function CloseDialog({ file, onClose }: { file: CaseFile; onClose: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft<Values>('close', file.id, { outcome: '', closedOn: typed(todayHere()), note: '' })
  const labels: Record<string, string> = {
    outcome: t('cases.outcome'),
    closedOn: t('cases.closed-on'),
    note: t('cases.close-note'),
  }
  const wrong = useWrong((field) => labels[field] ?? field)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Values>) => {
    wrong.forget(part)
    draft.change(part)
  }
  const [moved, setMoved] = useState(false)
  const { outcome, closedOn, note } = draft.values

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    wrong.clear()
    const day = readDate(closedOn)
    const bad: Record<string, string> = {}
    if (!outcome) bad.outcome = 'field.missing'
    if (!day.ok) bad.closedOn = `ui.date.${day.reason}`
    else if (day.date > todayHere()) bad.closedOn = 'field.future'
    else if (day.date < file.openedOn) bad.closedOn = 'field.before-opening'
    if (!outcome || !day.ok || Object.keys(bad).length > 0) return wrong.set(bad)
    setBusy(true)
    setMoved(false)
    try {
      await acts.close({ outcome, closedOn: day.date, note, version: file.version })
      await draft.finish()
      say(t('cases.closed'))
      onClose()
    } catch (error) {
      if (error instanceof CallError && error.code === 'moved-on' && CaseFile.safeParse(error.current).success) {
        // What changed stands on the page behind; the second try closes the case as it is then.
        await acts.reload()
        setMoved(true)
      } else wrong.take(error)
      setBusy(false)
    }
  }
  return (
    <Dialog title={t('cases.close')} onClose={onClose} wide>
      <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
        <ErrorSummary wrong={wrong.list} round={wrong.round} />
        {moved && (
          <Notice tone="amber" title={t('problem.moved-on.title')}>
            <p>{t('cases.close-moved')}</p>
          </Notice>
        )}
        <ChoiceField
          id="outcome"
          label={t('cases.outcome')}
          value={outcome}
          onChange={(value) => change({ outcome: value as Outcome })}
          options={codes.options(outcomes)}
          error={wrong.fields.outcome && t(wrong.fields.outcome)}
        />
        <DateField
          id="closedOn"
          label={t('cases.closed-on')}
          value={closedOn}
          onChange={(value) => change({ closedOn: value })}
          error={wrong.fields.closedOn && t(wrong.fields.closedOn)}
        />
        <AreaField
          id="close-note"
          label={t('cases.close-note')}
          optional
          value={note}
          onChange={(value) => change({ note: value })}
          maxLength={10_000}
        />
        {wrong.failed !== null && <Failure error={wrong.failed} />}
        <div className="dialog-actions">
          <DraftStatus draft={draft} />
          <Button onClick={onClose}>{t('ui.close-keep-draft')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('cases.close')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
