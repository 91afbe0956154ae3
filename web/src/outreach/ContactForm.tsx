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
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { ContactValues } from './contact-values.ts'

/** The fields of a contact, in the order of a conversation. All but the first two may stay as they are. */
export function ContactForm(fields: Fields<ContactValues>) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields)
  return (
    <>
      <div className="field-row field-row-when">
        <DateField {...at('day')} label={t('outreach.day')} />
        <TextField {...at('time')} label={t('outreach.time')} short inputMode="numeric" maxLength={5} />
      </div>
      <ChoiceField {...at('channel')} label={t('outreach.channel')} options={codes.options(channels)} />
      <div className="field-row field-row-three">
        <TextField {...at('place')} label={t('outreach.place')} optional maxLength={200} />
        <ComboField
          {...at('language')}
          label={t('outreach.language')}
          unanswered
          quick={recentCodes('language', ['it', 'en', 'bn', 'ur', 'ar', 'fr']).slice(0, 3)}
          options={codes.options(languages)}
        />
        <ComboField
          {...at('citizenship')}
          label={t('outreach.citizenship')}
          unanswered
          quick={recentCodes('citizenship', usualCitizenships).slice(0, 3)}
          options={codes.options(citizenships)}
        />
      </div>
      <ChoiceField {...at('sector')} label={t('outreach.sector')} unanswered options={codes.options(sectors)} />
      <ChoiceField {...at('sex')} label={t('outreach.sex')} unanswered options={codes.options(sexes)} />
      <SeveralField {...at('needs')} label={t('outreach.needs')} options={codes.options(needs)} />
      <SeveralField {...at('given')} label={t('outreach.given')} options={codes.options(given)} />
      <AreaField
        {...at('note')}
        label={t('outreach.note')}
        optional
        help={t('outreach.note-help')}
        rows={3}
        maxLength={10_000}
      />
      <WhoItWas {...fields} />
    </>
  )
}

/** Anonymous by default; a person of the desk where one can be recognised. */
function WhoItWas({ values, change, wrong }: Fields<ContactValues>) {
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
      {open && values.personId && <RestrictionBanner personId={values.personId} />}
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
