import { useQuery } from '@tanstack/react-query'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { useDesk } from '../identity/desk.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Fields, useFields } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { CallsField, EligibilityField, WaysField } from './EntryRows.tsx'
import type { EntryValues } from './entry-values.ts'
import { useEntryWords } from './entry-words.ts'
import { OpeningFields } from './OpeningFields.tsx'
import { bodiesQuery } from './queries.ts'

/** The fields of an entry: what it is, how it is reached, for whom, when. */
export function EntryFields(fields: Fields<EntryValues>) {
  const { t } = useText()
  const codes = useCodes()
  const { labelOf } = useEntryWords()
  const found = useQuery(bodiesQuery(useDesk().code)).data
  const bodies = found?.rows ?? []
  const at = useFields(fields)
  const own = <F extends keyof EntryValues & string>(name: F) => ({ ...at(name), label: labelOf(name) })
  return (
    <>
      <TextField {...own('name')} maxLength={160} />
      <SelectField
        {...own('organisationId')}
        none={t('network.body-not-listed')}
        options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {fields.values.organisationId === '' && (
        <TextField {...own('newOrganisation')} help={t('network.new-body-help')} maxLength={160} />
      )}
      <div className="field-row">
        <SelectField
          {...own('desk')}
          none={t('network.no-desk')}
          options={bodies.flatMap(({ desks }) => desks.map(({ code, name }) => ({ value: code, label: name })))}
        />
        <TextField {...own('area')} help={t('network.area-help')} maxLength={80} />
      </div>
      <SeveralField bare {...own('needs')} options={codes.options(needs)} />
      <SeveralField bare {...own('languages')} options={codes.options(languages)} />
      <AreaField {...own('it')} optional help={t('network.no-workers')} maxLength={2_000} />
      <AreaField {...own('en')} optional rows={2} maxLength={2_000} />
      <TextField {...own('address')} optional maxLength={300} />
      <WaysField {...own('ways')} />
      <OpeningFields {...at('opening')} />
      <AreaField {...own('documentsAsked')} optional rows={2} maxLength={600} />
      <ChoiceField
        {...own('withoutPermit')}
        options={(['yes', 'no', 'not-stated'] as const).map((code) => ({
          value: code,
          label: t(`network.permit.${code}`),
        }))}
      />
      <EligibilityField {...own('eligibility')} programmes={found?.programmes ?? []} />
      <TextField {...own('cost')} optional maxLength={300} />
      <ChoiceField
        {...own('public')}
        help={t('network.public-help')}
        options={(['yes', 'no'] as const).map((code) => ({ value: code, label: t(`network.public.${code}`) }))}
      />
      <CallsField {...own('calls')} />
    </>
  )
}
