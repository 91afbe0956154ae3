import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { fold } from '#model/codes/fold.ts'
import { type Option, useUnanswered } from './ChoiceField.tsx'
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx'
import { useText } from './text.tsx'

export type ComboOption = Option & { /** Other words by which it is found. */ words?: string }

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
  options: readonly ComboOption[]
  /** Codes offered as chips under the field: the ones used last. */
  quick?: readonly string[]
  unanswered?: boolean
}

/** A long list found by typing part of a word. Arrows move, Enter chooses, Esc gives back what was. */
export function ComboField(props: Props) {
  const { t } = useText()
  const [text, setText] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const quiet = useUnanswered(props.unanswered === true)
  const chosen = props.options.find((option) => option.value === props.value)
  const open = text !== null
  const found = open ? findOptions(props.options, text) : []

  useEffect(() => {
    if (open) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at, open])

  const choose = (value: string) => {
    props.onChange(value)
    setText(null)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) setText('')
      else setAt((before) => Math.min(found.length - 1, Math.max(0, before + (event.key === 'ArrowDown' ? 1 : -1))))
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      const one = found[at]
      if (one) choose(one.value)
    } else if (event.key === 'Escape' && open) setText(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const chips = [
    ...(props.quick ?? []).flatMap((code) => props.options.filter((option) => option.value === code)),
    ...quiet,
  ]

  return (
    <FieldFrame
      {...props}
      after={
        chips.length > 0 && (
          <fieldset className="choices choices-under" aria-label={props.label}>
            {chips.map((option) => (
              <button
                type="button"
                key={option.value}
                className={`choice-button${quiet.includes(option) ? ' choice-quiet' : ''}`}
                aria-pressed={props.value === option.value}
                tabIndex={-1}
                onClick={() => choose(option.value)}
              >
                {option.label}
              </button>
            ))}
          </fieldset>
        )
      }
    >
      <div className="combo">
        <input
          id={props.id}
          className="input"
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && found[at] ? `${listId}-${at}` : undefined}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy(props)}
          autoComplete="off"
          placeholder={quiet.find((option) => option.value === props.value)?.label ?? t('ui.type-to-find')}
          value={text ?? chosen?.label ?? ''}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
          onBlur={() => {
            // What was typed and fits one thing only is that thing; an emptied field is "not asked" again.
            if (text === null) return
            if (text.trim() && found.length === 1 && found[0]) return choose(found[0].value)
            if (!text.trim() && chosen && props.unanswered && text === '') choose('not_asked')
            setText(null)
          }}
        />
        <div role="listbox" id={listId} ref={list} hidden={!open} aria-label={props.label} className="combo-list">
          {found.map((option, index) => (
            <div
              role="option"
              key={option.value}
              id={`${listId}-${index}`}
              aria-selected={index === at}
              tabIndex={-1}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(option.value)
              }}
            >
              {option.label}
            </div>
          ))}
          {open && found.length === 0 && <div className="combo-none">{t('ui.nothing-found')}</div>}
        </div>
      </div>
    </FieldFrame>
  )
}

/** Best first: labels that begin so, then words that begin so, then labels that hold it. */
export function findOptions(options: readonly ComboOption[], text: string): ComboOption[] {
  const wanted = fold(text)
  if (!wanted) return options.slice(0, 300)
  const rank = (option: ComboOption) => {
    const label = fold(option.label)
    if (label.startsWith(wanted)) return 0
    const words = [...label.split(' '), ...(option.words ?? '').split('|').map(fold)]
    if (words.some((word) => word.startsWith(wanted))) return 1
    return label.includes(wanted) ? 2 : 3
  }
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .filter((one) => one.rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, 50)
    .map((one) => one.option)
}
