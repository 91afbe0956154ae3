import { useRef } from 'react'
import {
  type CivilDate,
  formatDate,
  formatPartialDate,
  type PartialDate,
  parseBirthDate,
  parseDate,
  today as todayAt,
} from '#model/calendar.ts'
import { IconButton } from './Button.tsx'
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx'
import { useText } from './text.tsx'

export const todayHere = (): CivilDate => todayAt(new Date().toISOString())

type Props = FieldProps & {
  /** As it was typed: nothing typed is thrown away. */
  value: string
  onChange: (value: string) => void
  /** A date of birth: a year alone, or month and year, will do. */
  birth?: boolean
  /** A day that is still to come is no surprise. */
  ahead?: boolean
}

/** A date that is typed as people write it (`3/5/85`, `oggi`), with what was understood said back beside it. */
export function DateField(props: Props) {
  const { t, lang } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const read = readDate(props.value, props.birth)
  const said =
    !props.value.trim() || props.error
      ? ''
      : read.ok
        ? props.birth
          ? formatPartialDate(read.date as PartialDate, lang)
          : !props.ahead && read.date > todayHere()
            ? t('ui.date.future')
            : formatDate(read.date as CivilDate, lang)
        : t(`ui.date.${read.reason}`)
  return (
    <FieldFrame {...props}>
      <div className="date-field">
        <input
          id={props.id}
          className={`input input-date${props.birth ? ' personal' : ''}`}
          value={props.value}
          onChange={(event) => props.onChange(fixed(event.target.value))}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={[describedBy(props), `${props.id}-said`].filter(Boolean).join(' ')}
          autoComplete="off"
          placeholder={props.birth ? t('ui.date.birth-hint') : t('ui.date.hint')}
        />
        <span className="date-native">
          <IconButton name={t('ui.date.choose')} icon="calendar" onClick={() => picker.current?.showPicker?.()} />
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={read.ok && read.date.length === 10 ? read.date : ''}
            onChange={(event) => event.target.value && props.onChange(typed(event.target.value))}
          />
        </span>
        <span className={`date-said${props.birth ? ' personal' : ''}`} id={`${props.id}-said`} role="status">
          {said}
        </span>
      </div>
    </FieldFrame>
  )
}

export const readDate = (text: string, birth?: boolean) =>
  birth ? parseBirthDate(text, todayHere()) : parseDate(text, todayHere())

/** `oggi` and `ieri` become the day they mean while they are typed: kept as words, a draft would mean another day tomorrow. */
export function fixed(text: string): string {
  if (!/^[a-z’' ]+$/i.test(text.trim())) return text
  const read = parseDate(text, todayHere())
  return read.ok ? typed(read.date) : text
}

/** A stored date as people type it: `2025-05-07` → `7/5/2025`, `1985-03` → `3/1985`. */
export const typed = (date: string): string =>
  date
    .split('-')
    .reverse()
    .map((part, at, all) => (at < all.length - 1 ? String(Number(part)) : part))
    .join('/')
