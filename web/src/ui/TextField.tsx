import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useImperativeHandle, useRef } from 'react'
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx'
import { rowsOf, useGrowing } from './growing.ts'

type Kept =
  | 'type'
  | 'autoComplete'
  | 'inputMode'
  | 'maxLength'
  | 'placeholder'
  | 'spellCheck'
  | 'readOnly'
  | 'autoFocus'

type Props = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Holds what tells who somebody is: the privacy shield covers it. */
  personal?: boolean
  short?: boolean
  inputRef?: Ref<HTMLInputElement>
} & Pick<InputHTMLAttributes<HTMLInputElement>, Kept>

export function TextField(props: Props) {
  const { id, label, help, optional, error, value, onChange, personal, short, inputRef, ...rest } = props
  return (
    <FieldFrame id={id} label={label} help={help} optional={optional} error={error}>
      <input
        id={id}
        ref={inputRef}
        className={`input${personal ? ' personal' : ''}${short ? ' input-short' : ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(props)}
        autoComplete="off"
        {...rest}
      />
    </FieldFrame>
  )
}

type AreaProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
  areaRef?: Ref<HTMLTextAreaElement>
  personal?: boolean
} & Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'maxLength' | 'placeholder' | 'autoFocus'>

export function AreaField(props: AreaProps) {
  const { id, label, help, optional, error, value, onChange, rows = 3, areaRef, personal, ...rest } = props
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(areaRef, () => area.current as HTMLTextAreaElement, [])
  useGrowing(area, value)
  return (
    <FieldFrame id={id} label={label} help={help} optional={optional} error={error}>
      <textarea
        id={id}
        ref={area}
        spellCheck
        className={`input input-area${personal ? ' personal' : ''}`}
        rows={rows}
        style={rowsOf(rows)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(props)}
        {...rest}
      />
    </FieldFrame>
  )
}

export function SelectField(
  props: FieldProps & {
    value: string
    onChange: (value: string) => void
    options: readonly { value: string; label: string }[]
    /** What stands when nothing is chosen yet. */
    none?: string
    /** Its options may tell who somebody is: the privacy shield covers them. */
    personal?: boolean
  },
) {
  return (
    <FieldFrame id={props.id} label={props.label} help={props.help} optional={props.optional} error={props.error}>
      <select
        id={props.id}
        className={`input${props.personal ? ' personal' : ''}`}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(props)}
      >
        {props.none !== undefined && <option value="">{props.none}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
