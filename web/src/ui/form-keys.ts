import { type KeyboardEvent, useEffect, useRef } from 'react'

/** Ctrl/Cmd+Enter saves from wherever one is in the form; Esc leaves the field (the draft is kept). */
export function submitKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.currentTarget.requestSubmit()
  } else if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
}

/**
 * A form that is sent off while its older draft is still being looked for: the press is kept and made again when the form
 * is ready. Of nothing typed it is not kept: an older draft is never sent unseen.
 */
export function useEarlyPress(ready: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const pressed = useRef(false)
  useEffect(() => {
    if (!ready || !pressed.current) return
    pressed.current = false
    form.current?.requestSubmit()
  }, [ready])
  /** Whether it is too early to save. `typed`: something stands there that was typed or chosen just now. */
  const holds = (typed: boolean): boolean => {
    if (!ready && typed) pressed.current = true
    return !ready
  }
  return { form, holds }
}
