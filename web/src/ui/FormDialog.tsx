import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Failure } from './failure.tsx'
import { submitKeys } from './form-keys.ts'
import { useText } from './text.tsx'

type Props = {
  title: string
  action: string
  /** `false`: something is missing still, and the dialog stays. */
  run: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** A few fields in a dialog: once they are saved it closes; what went wrong is said in it, and it stays. */
export function FormDialog({ title, action, run, onClose, children }: Props) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const submit = async () => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    try {
      if ((await run()) === false) setBusy(false)
      else onClose()
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        onKeyDown={submitKeys}
      >
        {children}
        {failed !== null && <Failure error={failed} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
