import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { given } from '#model/codes/given.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { useDesk } from '../identity/desk.tsx'
import { usualCitizenships } from '../people/PersonFields.tsx'
import { PersonPicker } from '../people/PersonPicker.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { ContactValues } from './contact-values.ts'

type Props = {
  values: ContactValues
  change: (part: Partial<ContactValues>) => void
  wrong: Record<string, string>
}

/** The fields of a contact, in the order of a conversation. All but the first two may stay as they are. */
export function ContactForm({ values, change, wrong }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const says = (field: string) => (wrong[field] ? t(wrong[field]) : undefined)
  return (
    <>
      <div className="field-row field-row-when">
        <DateField
          id="day"
          label={t('outreach.day')}
          value={values.day}
          onChange={(day) => change({ day })}
          error={says('day')}
        />
        <TextField
          id="time"
          label={t('outreach.time')}
          short
          inputMode="numeric"
          value={values.time}
          onChange={(time) => change({ time })}
          error={says('time')}
          maxLength={5}
        />
      </div>
      <ChoiceField
        id="channel"
        label={t('outreach.channel')}
        value={values.channel}
        onChange={(channel) => change({ channel })}
        options={codes.options(channels)}
        error={says('channel')}
      />
      <div className="field-row field-row-three">
        <TextField
          id="place"
          label={t('outreach.place')}
          optional
          value={values.place}
          onChange={(place) => change({ place })}
          error={says('place')}
          maxLength={200}
        />
        <ComboField
          id="language"
          label={t('outreach.language')}
          unanswered
          quick={recentCodes('language', ['it', 'en', 'bn', 'ur', 'ar', 'fr']).slice(0, 3)}
          value={values.language}
          onChange={(language) => change({ language })}
          options={codes.options(languages)}
          error={says('language')}
        />
        <ComboField
          id="citizenship"
          label={t('outreach.citizenship')}
          unanswered
          quick={recentCodes('citizenship', usualCitizenships).slice(0, 3)}
          value={values.citizenship}
          onChange={(citizenship) => change({ citizenship })}
          options={codes.options(citizenships)}
          error={says('citizenship')}
        />
      </div>
      <ChoiceField
        id="sector"
        label={t('outreach.sector')}
        unanswered
        value={values.sector}
        onChange={(sector) => change({ sector })}
        options={codes.options(sectors)}
        error={says('sector')}
      />
      <ChoiceField
        id="sex"
        label={t('outreach.sex')}
        unanswered
        value={values.sex}
        onChange={(sex) => change({ sex })}
        options={codes.options(sexes)}
        error={says('sex')}
      />
      <SeveralField
        id="needs"
        label={t('outreach.needs')}
        value={values.needs}
        onChange={(needs) => change({ needs })}
        options={codes.options(needs)}
        error={says('needs')}
      />
      <SeveralField
        id="given"
        label={t('outreach.given')}
        value={values.given}
        onChange={(given) => change({ given })}
        options={codes.options(given)}
        error={says('given')}
      />
      <AreaField
        id="note"
        label={t('outreach.note')}
        optional
        help={t('outreach.note-help')}
        value={values.note}
        onChange={(note) => change({ note })}
        error={says('note')}
        rows={3}
        maxLength={10_000}
      />
      <WhoItWas values={values} change={change} wrong={wrong} />
    </>
  )
}

/** Anonymous by default; a person of the desk where one can be recognised. */
function WhoItWas({ values, change, wrong }: Props) {
  const { t } = useText()
  const desk = useDesk()
  if (!desk.may('person.read')) return null
  const open = values.recognisable
  return (
    <div className="who">
      <ChoiceField
        id="personId"
        label={t('outreach.recognisable')}
        help={t('outreach.recognisable-help')}
        error={wrong.personId ? t(wrong.personId) : undefined}
        value={open ? 'yes' : 'no'}
        onChange={(value) =>
          change(
            value === 'yes'
              ? { recognisable: true }
              : { recognisable: false, personId: null, personName: '', inline: null },
          )
        }
        options={[
          { value: 'no', label: t('outreach.anonymous') },
          { value: 'yes', label: t('outreach.known') },
        ]}
      />
      {open && values.personId && (
        <div className="inline">
          <Chip icon="person">
            <span className="personal">{values.personName || t('people.unnamed')}</span>
          </Chip>
          <Button small look="plain" onClick={() => change({ personId: null, personName: '' })}>
            {t('outreach.unlink')}
          </Button>
        </div>
      )}
      {open && !values.personId && (
        <PersonPicker
          sex={values.sex}
          citizenship={values.citizenship}
          inline={values.inline}
          onInline={(inline) => change({ inline })}
          onPick={(person) => change({ personId: person.id, personName: person.name, inline: null })}
        />
      )}
    </div>
  )
}
