import { useText } from './text.tsx'

/** From day, to day: in the address. */
export function PeriodFilter(props: { from: string | undefined; to: string | undefined; onChange: (from: string | undefined, to: string | undefined) => void }) {
  const { t } = useText()
  return (
    <>
      <label className="filter-select">
        <span>{t('ui.from')}</span>
        <input type="date" value={props.from ?? ''} max={props.to} onChange={(event) => props.onChange(event.target.value || undefined, props.to)} />
      </label>
      <label className="filter-select">
        <span>{t('ui.to')}</span>
        <input type="date" value={props.to ?? ''} min={props.from} onChange={(event) => props.onChange(props.from, event.target.value || undefined)} />
      </label>
    </>
  )
}
