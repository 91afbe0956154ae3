import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../identity/desk.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { bodiesQuery } from './queries.ts'

export type RecipientValues = { recipient: string; body: string; outside: string }

/** Who receives: the own desk, a body of the network, or another one by its name. */
export function RecipientFields({ fields, prefix = '' }: { fields: Fields<RecipientValues>; prefix?: string }) {
  const { t } = useText()
  const desk = useDesk()
  const bodies = useQuery(bodiesQuery(desk.code))
  const at = useFields(fields, prefix)
  const { recipient } = fields.values
  return (
    <>
      <ChoiceField
        {...at('recipient')}
        label={t('grounds.recipient')}
        options={(['own-desk', 'body', 'outside'] as const).map((value) => ({
          value,
          label: t(`grounds.recipient.${value}`),
        }))}
      />
      {recipient === 'body' && (
        <SelectField
          {...at('body')}
          label={t('grounds.body')}
          none={t('grounds.choose')}
          options={(bodies.data?.rows ?? []).map((body) => ({ value: body.id, label: body.name }))}
        />
      )}
      {recipient === 'outside' && <TextField {...at('outside')} label={t('grounds.outside')} maxLength={200} />}
    </>
  )
}
