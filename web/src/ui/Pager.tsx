import { Button } from './Button.tsx'
import { useText } from './text.tsx'

/** Pages by cursor: on to the next, back to the first; the browser's back goes one page back. */
export function Pager(props: {
  after: string | undefined
  next: string | null
  go: (after: string | undefined) => void
}) {
  const { t } = useText()
  if (!props.after && !props.next) return null
  return (
    <nav className="pager" aria-label={t('ui.pages')}>
      {props.after && (
        <>
          <Button small icon="left" onClick={() => history.back()}>
            {t('ui.previous-page')}
          </Button>
          <Button small look="plain" onClick={() => props.go(undefined)}>
            {t('ui.first-page')}
          </Button>
        </>
      )}
      {props.next && (
        <Button small onClick={() => props.go(props.next ?? undefined)}>
          {t('ui.next-page')}
        </Button>
      )}
    </nav>
  )
}

/** Filter chips: one choice out of few, in the address. */
export function FilterChips(props: {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}) {
  return (
    <fieldset className="filter" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          type="button"
          key={option.value}
          className="choice-button"
          aria-pressed={props.value === option.value}
          onClick={() => props.onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}

/** One choice out of many, or none of them: in the address. */
export function FilterSelect(props: {
  id: string
  label: string
  value: string | undefined
  /** What stands for none; "any", if it is not said. */
  none?: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useText()
  return (
    <label className="filter-select">
      <span>{props.label}</span>
      <select
        id={props.id}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value || undefined)}
      >
        <option value="">{props.none ?? t('ui.any')}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
