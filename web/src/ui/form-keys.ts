import type { KeyboardEvent } from 'react'

/** Ctrl/Cmd+Enter saves from wherever one is in the form; Esc leaves the field (the draft is kept). */
export function submitKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.currentTarget.requestSubmit()
  } else if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
}
