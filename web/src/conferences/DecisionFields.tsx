import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import type { Fields } from '../ui/form.ts'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { emptyDecision, type Values } from './conference-values.ts'

/** What was decided, who does it and by when, line by line. */
export function DecisionFields({ fields: { values, change, wrong } }: { fields: Fields<Values> }) {
  const { t } = useText()
  const { decisions } = values
  const set = (no: number, part: Partial<(typeof decisions)[number]>) =>
    change({ decisions: decisions.map((one, place) => (place === no ? { ...one, ...part } : one)) })
  return (
    <>
      {decisions.map((one, no) => {
        const at = (name: keyof typeof one) => ({
          id: `conference-${name}-${no}`,
          value: one[name],
          onChange: (value: string) => set(no, { [name]: value }),
          error: wrong[`${name}-${no}`] && t(wrong[`${name}-${no}`] as string),
        })
        const line = { no: no + 1 }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no names
          <div className="field-row" key={no}>
            <TextField {...at('text')} label={t('conferences.decision', line)} personal maxLength={500} />
            <TextField {...at('who')} label={t('conferences.decision-who', line)} optional personal maxLength={200} />
            <DateField {...at('due')} label={t('conferences.decision-due', line)} optional ahead />
            <Button
              small
              look="plain"
              icon="close"
              onClick={() => change({ decisions: decisions.filter((_, place) => place !== no) })}
            >
              {t('conferences.decision-remove', line)}
            </Button>
          </div>
        )
      })}
      {decisions.length < 30 && (
        <Button small icon="plus" onClick={() => change({ decisions: [...decisions, emptyDecision] })}>
          {t('conferences.decision-add')}
        </Button>
      )}
    </>
  )
}
