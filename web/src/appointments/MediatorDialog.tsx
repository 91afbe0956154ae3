import { useState } from 'react'
import type { Mediator } from '#model/appointments/contract-places.ts'
import { type Language, languages } from '#model/codes/languages.ts'
import { Button } from '../ui/Button.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNames } from './agenda-words.ts'
import { Beaten } from './Beaten.tsx'
import { useWritePlaces } from './queries.ts'

/** Who mediates: a colleague, or somebody from outside with a name and a phone; and between which languages. */
export function MediatorDialog({ mediator, onClose }: { mediator: Mediator; onClose: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWritePlaces()
  const { members } = useNames()
  const [values, setValues] = useState(mediator)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<Mediator>) => setValues((before) => ({ ...before, ...part }))
  const { account, name, phone } = values
  // What is typed is of this form, the rest as it stands now.
  const { id, version, retired } = mediator
  const lacksName = account === null && name.trim() === ''
  const lacksLanguage = values.languages.length === 0
  const submit = async () => {
    setTried(true)
    if (lacksName || lacksLanguage) return false
    const isSaved = await write.mediator(id, { account, name, phone, languages: values.languages, version, retired })
    if (isSaved) say(t('agenda.places-said'))
    return isSaved
  }
  return (
    <FormDialog title={t('agenda.mediator-one')} action={t('agenda.save-move')} run={submit} onClose={onClose}>
      <Beaten
        version={version}
        now={[mediator.name, mediator.phone, codes.several(languages, mediator.languages)].filter(Boolean).join(' · ')}
      />
      <SelectField
        id="mediator-account"
        label={t('agenda.mediator-who')}
        none={t('agenda.mediator-outside')}
        value={account ?? ''}
        onChange={(next) => change({ account: next || null })}
        options={members.map((one) => ({ value: one.accountId, label: one.name }))}
      />
      {account === null && (
        <div className="field-row">
          <TextField
            id="mediator-name"
            label={t('agenda.mediator-name')}
            maxLength={120}
            personal
            value={name}
            onChange={(next) => change({ name: next })}
            error={tried && lacksName ? t('field.missing') : undefined}
          />
          <TextField
            id="mediator-phone"
            label={t('agenda.mediator-phone')}
            optional
            maxLength={40}
            personal
            value={phone}
            onChange={(next) => change({ phone: next })}
          />
        </div>
      )}
      <ComboField
        id="mediator-language"
        label={t('agenda.mediator-languages')}
        value=""
        onChange={(next) => change({ languages: [...new Set([...values.languages, next as Language])] })}
        options={codes.options(languages).filter(({ value }) => !(values.languages as string[]).includes(value))}
        error={tried && lacksLanguage ? t('field.missing') : undefined}
      />
      <div className="chips">
        {values.languages.map((code) => (
          <Button
            key={code}
            small
            icon="close"
            aria-label={t('agenda.language-drop', { language: codes.one(languages, code) })}
            onClick={() => change({ languages: values.languages.filter((one) => one !== code) })}
          >
            {codes.one(languages, code)}
          </Button>
        ))}
      </div>
    </FormDialog>
  )
}
