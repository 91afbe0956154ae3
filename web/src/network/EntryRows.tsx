import { wayKinds, worksFrom } from '#model/network/codes.ts'
import { useCodes } from '../ui/codes.ts'
import type { FieldProps } from '../ui/FieldFrame.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { EntryValues } from './entry-values.ts'
import { RowsField } from './RowsField.tsx'

type Rows<F extends keyof EntryValues> = FieldProps & {
  value: EntryValues[F]
  onChange: (value: EntryValues[F]) => void
}

/** How a service is reached, and from what each way works. */
export function WaysField(props: Rows<'ways'>) {
  const { t } = useText()
  const codes = useCodes()
  return (
    <RowsField
      {...props}
      one={t('network.way')}
      help={t('network.ways-help')}
      fresh={{ kind: 'phone', value: '', from: 'not-stated', note: '' }}
    >
      {(row, change, id) => (
        <div className="field-row">
          <SelectField
            id={`${id}-kind`}
            label={t('network.way.kind')}
            value={row.kind}
            onChange={(kind) => change({ kind })}
            options={codes.options(wayKinds)}
          />
          <TextField
            id={`${id}-value`}
            label={t('network.way.value')}
            value={row.value}
            onChange={(value) => change({ value })}
            maxLength={200}
          />
          <SelectField
            id={`${id}-from`}
            label={t('network.way.from')}
            value={row.from}
            onChange={(from) => change({ from })}
            options={codes.options(worksFrom)}
          />
          <TextField
            id={`${id}-note`}
            label={t('network.way.note')}
            value={row.note}
            onChange={(note) => change({ note })}
            maxLength={300}
          />
        </div>
      )}
    </RowsField>
  )
}

/** Who is taken, by programme, as the service says it. */
export function EligibilityField({
  programmes,
  ...props
}: Rows<'eligibility'> & { programmes: readonly { code: string; name: string }[] }) {
  const { t } = useText()
  return (
    <RowsField {...props} one={t('network.condition')} fresh={{ programme: '', who: '' }}>
      {(row, change, id) => (
        <>
          <SelectField
            id={`${id}-programme`}
            label={t('network.programme')}
            value={row.programme}
            none={t('network.everybody')}
            onChange={(programme) => change({ programme })}
            options={programmes.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <AreaField
            id={`${id}-who`}
            label={t('network.who')}
            value={row.who}
            rows={2}
            onChange={(who) => change({ who })}
            maxLength={600}
          />
        </>
      )}
    </RowsField>
  )
}

/** People to call, at work. */
export function CallsField(props: Rows<'calls'>) {
  const { t } = useText()
  return (
    <RowsField
      {...props}
      one={t('network.call')}
      help={t('network.calls-help')}
      fresh={{ name: '', part: '', phone: '', mail: '' }}
    >
      {(row, change, id) => (
        <div className="field-row">
          {(['name', 'part', 'phone', 'mail'] as const).map((part) => (
            <TextField
              key={part}
              id={`${id}-${part}`}
              label={t(`network.call.${part}`)}
              value={row[part]}
              onChange={(text) => change({ [part]: text })}
              maxLength={part === 'mail' ? 254 : part === 'phone' ? 40 : 120}
            />
          ))}
        </div>
      )}
    </RowsField>
  )
}
