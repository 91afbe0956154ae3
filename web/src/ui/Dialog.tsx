import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { useText } from './text.tsx'

/** A dialog over the page. Esc closes it; the focus goes back where it was. `firm`: only its buttons close it. */
export function Dialog(props: {
  title: string
  onClose: () => void
  firm?: boolean
  wide?: boolean
  children: ReactNode
}) {
  const { t } = useText()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement as HTMLElement | null
    if (dialog && !dialog.open) dialog.showModal()
    // The cross stands first; what is to be typed or chosen comes before it.
    dialog
      ?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select, button):not([readonly], [tabindex="-1"])')
      ?.focus()
    return () => {
      dialog?.close()
      before?.focus?.()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={props.wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!props.firm) props.onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={id}>{props.title}</h2>
        {!props.firm && <IconButton name={t('ui.close')} icon="close" onClick={props.onClose} />}
      </div>
      <div className="dialog-body">{props.children}</div>
    </dialog>
  )
}
