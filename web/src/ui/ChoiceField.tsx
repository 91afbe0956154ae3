import type { KeyboardEvent } from 'react'
import { type FieldProps, GroupFrame } from './FieldFrame.tsx'
import { useText } from './text.tsx'

export type Option = { value: string; label: string }

type OneProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** Adds *non chiesto* and *preferisce non dirlo* as quiet choices. */
  unanswered?: boolean
}

/** One choice out of few, as chips: native radios, so that arrows and touch work as everywhere. */
export function ChoiceField(props: OneProps) {
  const quiet = useUnanswered(props.unanswered === true)
  return (
    <GroupFrame {...props}>
      <div className="choices">
        {[...props.options, ...quiet].map((option) => (
          <label key={option.value} className={quiet.includes(option) ? 'choice choice-quiet' : 'choice'}>
            <input
              type="radio"
              name={props.id}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}

export type Several = string[] | 'not_asked' | 'declined'

type SeveralProps = FieldProps & {
  value: Several
  onChange: (value: Several) => void
  options: readonly Option[]
  /** Nobody was asked: without the quiet choices, and none chosen is an empty list. */
  bare?: boolean
}

/**
 * Several choices, or that it was not asked, or that the person preferred not to say, or that there is none.
 * One stop of the Tab key: arrows move inside, space chooses.
 */
export function SeveralField(props: SeveralProps) {
  const { t } = useText()
  const quiet = useUnanswered(!props.bare)
  const chosen = Array.isArray(props.value) ? props.value : []
  const toggle = (code: string) => {
    const next = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]
    props.onChange(next.length || props.bare ? next : 'not_asked')
  }
  const all = [
    ...props.options.map((option) => ({ ...option, quiet: false })),
    ...(props.bare ? [] : [{ value: 'none', label: t('ui.none'), quiet: true }]),
    ...quiet.map((option) => ({ ...option, quiet: true })),
  ]
  const isOn = (option: { value: string; quiet: boolean }) =>
    !option.quiet
      ? chosen.includes(option.value)
      : option.value === 'none'
        ? Array.isArray(props.value) && chosen.length === 0
        : props.value === option.value
  const stop = Math.max(0, all.findIndex(isOn))
  return (
    <GroupFrame {...props}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows bubble up from the boxes inside */}
      <div className="choices" onKeyDown={moveInside}>
        {all.map((option, at) => (
          <label key={option.value} className={option.quiet ? 'choice choice-quiet' : 'choice'}>
            <input
              type="checkbox"
              name={props.id}
              value={option.value}
              checked={isOn(option)}
              tabIndex={at === stop ? 0 : -1}
              onChange={() => {
                if (!option.quiet) toggle(option.value)
                else props.onChange(option.value === 'none' ? [] : (option.value as Several))
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}

function moveInside(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!step) return
  const boxes = [...event.currentTarget.querySelectorAll('input')]
  const at = boxes.indexOf(event.target as HTMLInputElement)
  boxes[(at + step + boxes.length) % boxes.length]?.focus()
  event.preventDefault()
}

export function useUnanswered(wanted: boolean): Option[] {
  const { t } = useText()
  if (!wanted) return []
  return [
    { value: 'not_asked', label: t('ui.not-asked') },
    { value: 'declined', label: t('ui.declined') },
  ]
}
