import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { DocumentKind } from '#model/people/contract.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { PersonValues } from './person-values.ts'

export const usualCitizenships = ['BGD', 'PAK', 'EGY', 'MAR', 'UKR', 'NGA']

type Props = {
  values: PersonValues
  change: (part: Partial<PersonValues>) => void
  wrong: Record<string, string>
  /** Inside the form of a contact: sex and citizenship stand there already. */
  brief?: boolean
  /** The tax code that is recorded, masked. */
  recordedTaxCode?: string | null
  prefix?: string
}

/** Who a person is. Every field may stay empty. */
export function PersonFields({ values, change, wrong, brief, recordedTaxCode, prefix = '' }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const id = (field: string) => `${prefix}${field}`
  const says = (field: string) => (wrong[field] ? t(wrong[field]) : undefined)
  return (
    <>
      <div className="field-row">
        <TextField
          id={id('familyName')}
          label={t('people.family-name')}
          optional={!brief}
          personal
          value={values.familyName}
          onChange={(familyName) => change({ familyName })}
          error={says('familyName')}
          maxLength={120}
        />
        <TextField
          id={id('givenName')}
          label={t('people.given-name')}
          optional={!brief}
          personal
          value={values.givenName}
          onChange={(givenName) => change({ givenName })}
          error={says('givenName')}
          maxLength={120}
        />
      </div>
      {!brief && (
        <TextField
          id={id('otherNames')}
          label={t('people.other-names')}
          help={t('people.other-names-help')}
          optional
          personal
          value={values.otherNames}
          onChange={(otherNames) => change({ otherNames })}
          error={says('otherNames')}
          maxLength={200}
        />
      )}
      <DateField
        id={id('birthDate')}
        label={t('people.birth-date')}
        help={t('people.birth-date-help')}
        birth
        optional={!brief}
        value={values.birthDate}
        onChange={(birthDate) => change({ birthDate })}
        error={says('birthDate')}
      />
      <TextField
        id={id('phones')}
        label={t('people.phones')}
        help={t('people.phones-help')}
        optional
        personal
        inputMode="tel"
        value={values.phones}
        onChange={(phones) => change({ phones })}
        error={says('phones')}
      />
      {!brief && (
        <>
          <ChoiceField
            id={id('sex')}
            label={t('people.sex')}
            unanswered
            value={values.sex}
            onChange={(sex) => change({ sex })}
            options={codes.options(sexes)}
            error={says('sex')}
          />
          <ComboField
            id={id('citizenship')}
            label={t('people.citizenship')}
            unanswered
            quick={recentCodes('citizenship', usualCitizenships)}
            value={values.citizenship}
            onChange={(citizenship) => change({ citizenship })}
            options={codes.options(citizenships)}
            error={says('citizenship')}
          />
          <div className="field-row">
            <SelectField
              id={id('documentKind')}
              label={t('people.document-kind')}
              value={values.documentKind}
              onChange={(documentKind) => change({ documentKind })}
              options={DocumentKind.options.map((kind) => ({ value: kind, label: t(`people.document.${kind}`) }))}
            />
            <TextField
              id={id('documentNumber')}
              label={t('people.document-number')}
              optional
              personal
              value={values.documentNumber}
              onChange={(documentNumber) => change({ documentNumber })}
              error={says('documents')}
              maxLength={40}
            />
          </div>
          {values.taxCode === null ? (
            <div className="field">
              <span className="field-label">{t('people.tax-code')}</span>
              <div className="inline">
                <span className="personal">{recordedTaxCode ?? t('ui.empty-value')}</span>
                <Button small onClick={() => change({ taxCode: '' })}>
                  {t('people.tax-code-change')}
                </Button>
              </div>
            </div>
          ) : (
            <TextField
              id={id('taxCode')}
              label={t('people.tax-code')}
              help={t('people.tax-code-help')}
              optional
              personal
              short
              spellCheck={false}
              value={values.taxCode}
              onChange={(taxCode) => change({ taxCode })}
              maxLength={20}
            />
          )}
          <TextField
            id={id('address')}
            label={t('people.address')}
            optional
            personal
            value={values.address}
            onChange={(address) => change({ address })}
            error={says('address')}
            maxLength={300}
          />
          <TextField
            id={id('code')}
            label={t('people.code')}
            help={t('people.code-help')}
            optional
            short
            value={values.code}
            onChange={(code) => change({ code })}
            error={says('code')}
            maxLength={60}
          />
        </>
      )}
    </>
  )
}
