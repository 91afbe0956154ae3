import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { type ComboOption, findOptions } from './ComboField.tsx'
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx'
import { rowsOf, useGrowing } from './growing.ts'
import { useText } from './text.tsx'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Who may be named. */
  options: readonly ComboOption[]
  /** Somebody was chosen: the name stands in the text then. */
  onName: (value: string) => void
  rows: number
  placeholder?: string
  autoFocus?: boolean
  maxLength: number
  areaRef?: Ref<HTMLTextAreaElement>
  onFocus?: () => void
}

/** An @ at the beginning of a word, and what was typed after it up to where one writes. */
function askedAt(text: string, caret: number): { from: number; words: string } | null {
  const found = /(?:^|[\s(«"'])@([\p{L}'’-]{0,30}(?: [\p{L}'’-]{1,30})?)$/u.exec(text.slice(0, caret))
  return found ? { from: caret - (found[1] as string).length - 1, words: found[1] as string } : null
}

/**
 * A long text in which @ offers whom to name. Arrows move, Enter or Tab chooses, Esc goes on writing. Nothing is done with
 * keys that belong to an input method, and a text that is dictated or pasted is taken as it comes.
 */
export function MentionArea(props: Props) {
  const { t } = useText()
  const listId = useId()
  const ref = useRef<HTMLTextAreaElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<{ from: number; words: string } | null>(null)
  const [at, setAt] = useState(0)
  useImperativeHandle(props.areaRef, () => ref.current as HTMLTextAreaElement, [])
  useGrowing(ref, props.value)
  const found = asked ? findOptions(props.options, asked.words).slice(0, 8) : []
  const open = found.length > 0
  useEffect(() => {
    if (open) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at, open])

  const look = () => {
    const area = ref.current
    setAsked(area && area.selectionStart === area.selectionEnd ? askedAt(area.value, area.selectionStart) : null)
    setAt(0)
  }
  const choose = (option: ComboOption) => {
    const area = ref.current
    if (!area || !asked) return
    const name = `@${option.label} `
    const text = `${area.value.slice(0, asked.from)}${name}${area.value.slice(area.selectionStart)}`
    const caret = asked.from + name.length
    setAsked(null)
    props.onChange(text)
    props.onName(option.value)
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }
  const press = (event: KeyboardEvent) => {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown') setAt((before) => (before + 1) % found.length)
    else if (event.key === 'ArrowUp') setAt((before) => (before + found.length - 1) % found.length)
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(found[at] as ComboOption)
    else if (event.key === 'Escape') setAsked(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <FieldFrame id={props.id} label={props.label} help={props.help} error={props.error}>
      <div className="combo">
        <textarea
          id={props.id}
          ref={ref}
          className="input input-area personal"
          rows={props.rows}
          style={rowsOf(props.rows)}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          // biome-ignore lint/a11y/noAutofocus: whoever asks to correct goes on typing there
          autoFocus={props.autoFocus}
          spellCheck
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? `${listId}-${at}` : undefined}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy(props)}
          onChange={(event) => {
            props.onChange(event.target.value)
            look()
          }}
          onFocus={props.onFocus}
          onKeyDown={press}
          onSelect={look}
          onBlur={() => setAsked(null)}
        />
        <div role="listbox" id={listId} ref={list} hidden={!open} aria-label={t('ui.to-name')} className="combo-list">
          {found.map((option, index) => (
            <div
              role="option"
              key={option.value}
              id={`${listId}-${index}`}
              aria-selected={index === at}
              tabIndex={-1}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(option)
              }}
            >
              {option.label}
            </div>
          ))}
        </div>
        <p className="visually-hidden" aria-live="polite">
          {open ? t('ui.to-name-found', { count: found.length, name: found[at]?.label ?? '' }) : ''}
        </p>
      </div>
    </FieldFrame>
  )
}
