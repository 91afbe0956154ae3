import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { readDate, typed } from './DateField.tsx'
import { useText } from './text.tsx'

type Day = string | undefined

/** From day, to day: in the address. Typed as every date is; taken when the field is left or at Enter. */
export function PeriodFilter(props: { from: Day; to: Day; onChange: (from: Day, to: Day) => void }) {
  const { t } = useText()
  return (
    <>
      <DayFilter label={t('ui.from')} value={props.from} onChange={(from) => props.onChange(from, props.to)} />
      <DayFilter
        label={t('ui.to')}
        value={props.to}
        onChange={(to) => props.onChange(props.from, to)}
        error={isReversed(props.from, props.to) ? t('ui.period-reversed') : undefined}
      />
    </>
  )
}

export const isReversed = (from: Day, to: Day): boolean => from !== undefined && to !== undefined && from > to

type DayProps = { label: string; value: Day; onChange: (value: Day) => void; error?: string | undefined }

function DayFilter({ label, value, onChange, error }: DayProps) {
  const id = useId()
  const { t } = useText()
  const [text, setText] = useState(value ? typed(value) : '')
  // While it is typed a date is not wrong yet.
  const [typing, setTyping] = useState(false)
  const read = readDate(text)
  const says = text.trim() !== '' && !read.ok && !typing ? t(`ui.date.${read.reason}`) : error
  useEffect(() => setText(value ? typed(value) : ''), [value])
  const take = () => {
    if (!text.trim()) return value && onChange(undefined)
    if (read.ok && read.date !== value) onChange(read.date)
  }
  return (
    <>
      <label className="filter-select">
        <span>{label}</span>
        <input
          className="filter-day"
          value={text}
          placeholder={t('ui.date.hint')}
          aria-invalid={says ? true : undefined}
          title={says}
          aria-describedby={says ? id : undefined}
          onChange={(event) => {
            setTyping(true)
            setText(event.target.value)
          }}
          onBlur={() => {
            setTyping(false)
            take()
          }}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return
            setTyping(false)
            take()
          }}
          autoComplete="off"
        />
      </label>
      {says && (
        <span className="field-error" id={id} role="alert">
          {says}
        </span>
      )}
    </>
  )
}
