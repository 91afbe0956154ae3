import { type LetterField, letterFields } from '#model/letters/fields.ts'
import { DateField } from '../ui/DateField.tsx'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

export const prefix = 'letter-'

type Props = {
  fields: readonly LetterField[]
  said: (field: LetterField) => string
  wrong: Record<string, string>
  change: (field: LetterField, said: string) => void
}

/** What is filled into a letter, field by field; each can be changed, or left empty. */
export function LetterFields({ fields, said, wrong, change }: Props) {
  const { t } = useText()
  return fields.map((field) => {
    const common = {
      id: `${prefix}${field}`,
      label: t(`letters.field.${field}`),
      value: said(field),
      onChange: (value: string) => change(field, value),
      error: wrong[field] && t(wrong[field]),
    }
    const kind = letterFields[field]
    if (kind === 'day' || kind === 'birth')
      return <DateField key={field} {...common} birth={kind === 'birth'} ahead={kind === 'day'} />
    if (kind === 'lines') return <AreaField key={field} {...common} personal rows={3} maxLength={4_000} />
    return <TextField key={field} {...common} personal maxLength={kind === 'sign' ? 120 : 300} />
  })
}
