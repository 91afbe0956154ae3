import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { type FieldProps, GroupFrame } from '../ui/FieldFrame.tsx'
import { useText } from '../ui/text.tsx'

type Props<Row> = FieldProps & {
  value: readonly Row[]
  onChange: (rows: Row[]) => void
  fresh: Row
  /** What a row is called: "Contatto 2". */
  one: string
  children: (row: Row, change: (part: Partial<Row>) => void, id: string) => ReactNode
}

/** Several rows of fields, one more at a time. */
export function RowsField<Row extends object>(props: Props<Row>) {
  const { t } = useText()
  const { value, onChange, fresh, one, children } = props
  return (
    <GroupFrame {...props}>
      {value.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity
        <fieldset key={at} className="row-of-fields" aria-label={t('network.row', { one, no: at + 1 })}>
          {children(
            row,
            (part) => onChange(value.map((each, place) => (place === at ? { ...each, ...part } : each))),
            `${props.id}-${at}`,
          )}
          <Button
            small
            look="plain"
            icon="close"
            onClick={() => onChange(value.filter((_, place) => place !== at))}
            aria-label={t('network.remove-row', { one, no: at + 1 })}
          >
            {t('network.remove')}
          </Button>
        </fieldset>
      ))}
      <Button small icon="plus" onClick={() => onChange([...value, fresh])}>
        {t('network.add-row', { one })}
      </Button>
    </GroupFrame>
  )
}
