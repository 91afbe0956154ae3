import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { DocumentKind } from '#model/people/contract.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import type { PersonValues } from './person-values.ts'

export const usualCitizenships = ['BGD', 'PAK', 'EGY', 'MAR', 'UKR', 'NGA']

type Props = Fields<PersonValues> & {
  /** Inside the form of a contact: sex and citizenship stand there already. */
  brief?: boolean
  /** The tax code that is recorded, masked. */
  recordedTaxCode?: string | null
  prefix?: string
}

/** Who a person is. Every field may stay empty. */
export function PersonFields({ brief, recordedTaxCode, prefix, ...fields }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const { values, change, wrong } = fields
  const at = useFields(fields, prefix)
  return (
    <>
      <div className="field-row">
        <TextField {...at('familyName')} label={t('people.family-name')} optional={!brief} personal maxLength={120} />
        <TextField {...at('givenName')} label={t('people.given-name')} optional={!brief} personal maxLength={120} />
      </div>
      {!brief && (
        <TextField
          {...at('otherNames')}
          label={t('people.other-names')}
          help={t('people.other-names-help')}
          optional
          personal
          maxLength={200}
        />
      )}
      <DateField
        {...at('birthDate')}
        label={t('people.birth-date')}
        help={t('people.birth-date-help')}
        birth
        optional={!brief}
      />
      <TextField
        {...at('phones')}
        label={t('people.phones')}
        help={t('people.phones-help')}
        optional
        personal
        inputMode="tel"
      />
      {!brief && (
        <>
          <ChoiceField {...at('sex')} label={t('people.sex')} unanswered options={codes.options(sexes)} />
          <ComboField
            {...at('citizenship')}
            label={t('people.citizenship')}
            unanswered
            quick={recentCodes('citizenship', usualCitizenships)}
            options={codes.options(citizenships)}
          />
          <div className="field-row">
            <SelectField
              {...at('documentKind')}
              label={t('people.document-kind')}
              options={DocumentKind.options.map((kind) => ({ value: kind, label: t(`people.document.${kind}`) }))}
            />
            <TextField
              {...at('documentNumber')}
              label={t('people.document-number')}
              optional
              personal
              error={wrong.documents && t(wrong.documents)}
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
              {...at('taxCode')}
              value={values.taxCode}
              label={t('people.tax-code')}
              help={t('people.tax-code-help')}
              optional
              personal
              short
              spellCheck={false}
              maxLength={20}
            />
          )}
          <TextField {...at('address')} label={t('people.address')} optional personal maxLength={300} />
          <TextField
            {...at('code')}
            label={t('people.code')}
            help={t('people.code-help')}
            optional
            short
            maxLength={60}
          />
        </>
      )}
    </>
  )
}
