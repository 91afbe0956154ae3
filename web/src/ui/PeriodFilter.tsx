import { type KeyboardEvent, useEffect, useState } from 'react'
import { readDate, typed } from './DateField.tsx'
import { useText } from './text.tsx'

type Day = string | undefined

/** From day, to day: in the address. Typed as every date is; taken when the field is left or at Enter. */
export function PeriodFilter(props: { from: Day; to: Day; onChange: (from: Day, to: Day) => void }) {
  const { t } = useText()
  return (
    <>
      <DayFilter label={t('ui.from')} value={props.from} onChange={(from) => props.onChange(from, props.to)} />
      <DayFilter label={t('ui.to')} value={props.to} onChange={(to) => props.onChange(props.from, to)} />
    </>
  )
}

function DayFilter({ label, value, onChange }: { label: string; value: Day; onChange: (value: Day) => void }) {
  const { t } = useText()
  const [text, setText] = useState(value ? typed(value) : '')
  const read = readDate(text)
  const wrong = text.trim() !== '' && !read.ok
  useEffect(() => setText(value ? typed(value) : ''), [value])
  const take = () => {
    if (!text.trim()) return value && onChange(undefined)
    if (read.ok && read.date !== value) onChange(read.date)
  }
  return (
    <label className="filter-select">
      <span>{label}</span>
      <input
        className="filter-day"
        value={text}
        placeholder={t('ui.date.hint')}
        aria-invalid={wrong || undefined}
        title={wrong && !read.ok ? t(`ui.date.${read.reason}`) : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && take()}
        autoComplete="off"
      />
    </label>
  )
}
