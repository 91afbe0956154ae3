import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Failure } from './failure.tsx'
import { submitKeys } from './form-keys.ts'
import { AreaField } from './TextField.tsx'
import { useText } from './text.tsx'

type Props = {
  title: string
  /** What will happen, said before. */
  before: string
  /** What is asked for in words; nothing, if it is not said. */
  label?: string
  /** Said where a reason is needed and none was written. */
  needed?: string | undefined
  action: string
  /** `false`: something is missing still, and the dialog stays. */
  run: (words: string) => Promise<unknown>
  onClose: () => void
  children?: ReactNode
}

/** Says what follows, asks for a reason where one is wanted, and does it. */
export function ReasonDialog({ title, before, label, needed, action, run, onClose, children }: Props) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const isMissing = needed !== undefined && words.trim().length < 3
    setWrong(isMissing)
    if (busy || isMissing) return
    setBusy(true)
    setFailed(null)
    try {
      if ((await run(words.trim())) === false) setBusy(false)
      else onClose()
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
        <p>{before}</p>
        {children}
        {label !== undefined && (
          <AreaField
            id="words"
            label={label}
            optional={needed === undefined}
            value={words}
            onChange={(next) => {
              setWrong(false)
              setWords(next)
            }}
            error={wrong ? needed : undefined}
            maxLength={1_000}
            personal
          />
        )}
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
