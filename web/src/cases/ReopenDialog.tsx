import { type FormEvent, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useCaseActs } from './queries.ts'

/** Reopens a closed case, with a reason. */
export function ReopenDialog({ file, onClose }: { file: CaseFile; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const draft = useDraft('reopen', file.id, { reason: '' })
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reason = draft.values.reason.trim()
    setWrong(reason.length < 3)
    if (busy || reason.length < 3) return
    setBusy(true)
    setFailed(null)
    try {
      await acts.reopen({ reason, version: file.version })
      await draft.finish()
      say(t('cases.reopened'))
      onClose()
    } catch (error) {
      setFailed(error)
      setBusy(false)
      void acts.reload()
    }
  }
  return (
    <Dialog title={t('cases.reopen')} onClose={onClose}>
      <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
        <AreaField
          id="reason"
          label={t('cases.reopen-reason')}
          autoFocus
          value={draft.values.reason}
          onChange={(reason) => {
            setWrong(false)
            draft.change({ reason })
          }}
          error={wrong ? t('cases.reopen-reason-needed') : undefined}
          maxLength={500}
        />
        {failed !== null && <Failure error={failed} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('cases.reopen')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
