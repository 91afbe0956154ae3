import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { OpeningValues } from './entry-values.ts'
import { RowsField } from './RowsField.tsx'

type Props = { value: OpeningValues; onChange: (value: OpeningValues) => void; error?: string | undefined }

/** When a service is open: a week, days on which it is otherwise, holidays. */
export function OpeningFields({ value, onChange, error }: Props) {
  const { t } = useText()
  const set = (part: Partial<OpeningValues>) => onChange({ ...value, ...part })
  const yesNo = [
    { value: 'yes', label: t('network.yes') },
    { value: 'no', label: t('network.no') },
  ]
  return (
    <>
      <ChoiceField
        id="opening"
        label={t('network.hours-stated')}
        error={error}
        value={value.stated}
        onChange={(stated) => set({ stated: stated as 'yes' | 'no' })}
        options={yesNo}
      />
      {value.stated === 'yes' && (
        <>
          <RowsField
            id="weekly"
            label={t('network.week')}
            one={t('network.hours')}
            value={value.weekly}
            onChange={(weekly) => set({ weekly })}
            fresh={{ days: [], from: '', to: '' }}
          >
            {(row, change, id) => (
              <>
                <SeveralField
                  bare
                  id={`${id}-days`}
                  label={t('network.days')}
                  value={row.days}
                  onChange={(days) => change({ days: Array.isArray(days) ? [...days].sort() : [] })}
                  options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                    value: String(day),
                    label: t(`network.day.${day}`),
                  }))}
                />
                <div className="field-row">
                  <TextField
                    id={`${id}-from`}
                    label={t('network.from-hour')}
                    short
                    maxLength={5}
                    value={row.from}
                    onChange={(from) => change({ from })}
                  />
                  <TextField
                    id={`${id}-to`}
                    label={t('network.to-hour')}
                    short
                    maxLength={5}
                    value={row.to}
                    onChange={(to) => change({ to })}
                  />
                </div>
              </>
            )}
          </RowsField>
          <RowsField
            id="exceptions"
            label={t('network.exceptions')}
            help={t('network.exceptions-help')}
            one={t('network.exception')}
            value={value.exceptions}
            onChange={(exceptions) => set({ exceptions })}
            fresh={{ from: '', until: '', hours: '', note: '' }}
          >
            {(row, change, id) => (
              <div className="field-row">
                {(['from', 'until', 'hours', 'note'] as const).map((part) => (
                  <TextField
                    key={part}
                    id={`${id}-${part}`}
                    label={t(`network.exception.${part}`)}
                    value={row[part]}
                    onChange={(text) => change({ [part]: text })}
                    maxLength={part === 'note' ? 200 : 80}
                  />
                ))}
              </div>
            )}
          </RowsField>
          <ChoiceField
            id="onHolidays"
            label={t('network.on-holidays')}
            value={value.onHolidays}
            onChange={(onHolidays) => set({ onHolidays })}
            options={['closed', 'as-usual'].map((code) => ({ value: code, label: t(`network.holidays.${code}`) }))}
          />
          <ChoiceField
            id="byAppointment"
            label={t('network.by-appointment')}
            value={value.byAppointment}
            onChange={(byAppointment) => set({ byAppointment })}
            options={yesNo}
          />
        </>
      )}
    </>
  )
}
