import { useState } from 'react'
import type { Said } from '#model/documents/graph.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { LocalValues } from './local-values.ts'

type Field = 'name' | 'where' | 'bring' | 'time'
type Props = {
  field: Field
  label: string
  most: number
  optional?: boolean
  values: LocalValues
  change: (part: Partial<LocalValues>) => void
  wrong: Record<string, string>
}

/** Words in Italian, and in English where the desk has them. */
export function SaidFields({ field, label, most, optional = false, values, change, wrong }: Props) {
  const { t } = useText()
  const said = values[field]
  const set = (part: Partial<Said>) => change({ [field]: { ...said, ...part } })
  const problem = wrong[field]
  const [wasThere] = useState(said.en !== '')
  return (
    <>
      <AreaField
        id={`local-${field}`}
        label={label}
        value={said.it}
        onChange={(it) => set({ it })}
        error={problem && t(problem)}
        rows={1}
        maxLength={most}
        optional={optional}
      />
      <details open={wasThere}>
        <summary>{t('documents.local-in-english', { what: label })}</summary>
        <AreaField
          id={`local-${field}-en`}
          label={t('documents.local-english', { what: label })}
          value={said.en}
          onChange={(en) => set({ en })}
          rows={1}
          maxLength={most}
          optional
        />
      </details>
    </>
  )
}
