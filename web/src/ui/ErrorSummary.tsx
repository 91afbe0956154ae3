import { useEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { useText } from './text.tsx'

export type Wrong = { field: string; label: string; says: string }

/** In the order in which the fields stand on the page; what stands nowhere comes last. */
function asOnPage(one: Wrong, other: Wrong): number {
  const [a, b] = [document.getElementById(one.field), document.getElementById(other.field)]
  if (!a || !b) return Number(!a) - Number(!b)
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : a === b ? 0 : 1
}

/** What is wrong, on top of the form, each line linked to its field. Takes the focus when it appears. */
export function ErrorSummary({ wrong, round }: { wrong: readonly Wrong[] /** Grows at each try. */; round: number }) {
  const { t } = useText()
  const ref = useRef<HTMLDivElement>(null)
  const any = wrong.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try takes the focus anew
  useEffect(() => {
    if (any) ref.current?.focus()
  }, [any, round])
  if (!any) return null
  return (
    <div className="notice notice-red error-summary" ref={ref} tabIndex={-1} role="alert">
      <Icon name="danger" />
      <div>
        <strong>{t('ui.errors', { count: wrong.length })}</strong>
        <ul>
          {wrong.toSorted(asOnPage).map((one) => (
            <li key={one.field}>
              <a
                href={`#${one.field}`}
                onClick={(event) => {
                  event.preventDefault()
                  const field = document.getElementById(one.field)
                  const first = field?.matches('fieldset')
                    ? field.querySelector<HTMLElement>('input:not([tabindex="-1"])')
                    : field
                  first?.focus()
                }}
              >
                {one.label}: {one.says}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
