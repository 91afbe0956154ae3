import { languages } from '#model/codes/languages.ts'
import { doubleOption } from '#model/questions/rules.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { OptionRow, QuestionValues } from './question-values.ts'

type Props = {
  values: QuestionValues
  change: (part: Partial<QuestionValues>) => void
  error: string | undefined
  most: number
  newId: () => string
}

/** What can be chosen in a list. What stood there is retired; what was never saved can be taken away. */
export function OptionFields({ values, change, error, most, newId }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const { options } = values
  const set = (id: string, part: Partial<OptionRow>) =>
    change({ options: options.map((each) => (each.id === id ? { ...each, ...part } : each)) })
  const double = doubleOption(
    options.map(({ labels, retired }) => ({
      wordings: ['it', ...values.languages].map((language) => ({ language, label: labels[language] ?? '' })),
      retired,
    })),
  )
  return (
    <GroupFrame id="options" label={t('questions.field.options')} help={t('questions.options-help')} error={error}>
      {options.map((option, place) => (
        <div key={option.id} className="question-option">
          <div className="field-row">
            <TextField
              id={`option-${option.id}`}
              label={t('questions.option', { no: place + 1 })}
              value={option.labels.it ?? ''}
              onChange={(label) => set(option.id, { labels: { ...option.labels, it: label } })}
              readOnly={option.retired}
              maxLength={150}
              error={place === double ? t('questions.wrong.option-double') : undefined}
            />
            {values.languages.map((language) => (
              <TextField
                key={language}
                id={`option-${option.id}-${language}`}
                label={t('questions.option-in', {
                  no: place + 1,
                  language: codes.one(languages, language).toLowerCase(),
                })}
                value={option.labels[language] ?? ''}
                onChange={(label) => set(option.id, { labels: { ...option.labels, [language]: label } })}
                maxLength={150}
                optional
              />
            ))}
          </div>
          {option.retired && option.key && <Chip icon="closed">{t('questions.retired-option')}</Chip>}
          {!option.retired && option.key && (
            <Button small look="plain" icon="close" onClick={() => set(option.id, { retired: true })}>
              {t('questions.retire-option', { no: place + 1 })}
            </Button>
          )}
          {!option.key && (
            <Button
              small
              look="plain"
              icon="close"
              onClick={() => change({ options: options.filter(({ id }) => id !== option.id) })}
            >
              {t('questions.remove-option', { no: place + 1 })}
            </Button>
          )}
        </div>
      ))}
      {options.length < most && (
        <Button
          small
          look="plain"
          icon="plus"
          onClick={() => change({ options: [...options, { id: newId(), key: '', labels: {}, retired: false }] })}
        >
          {t('questions.add-option')}
        </Button>
      )}
    </GroupFrame>
  )
}
