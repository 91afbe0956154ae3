import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { ReferralKind, Urgency } from '#model/referrals/contract.ts'
import { minimum } from '#model/referrals/scopes.ts'
import { ChecksField } from '../ui/ChecksField.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Fields, useFields } from '../ui/form.ts'
import { Icon } from '../ui/Icon.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { afterYes, ofWholeCase, type ReferralValues } from './referral-values.ts'

export function useReferralLabels(): (field: string) => string {
  const { t } = useText()
  return (field) =>
    field === 'urgency' || field === 'scopes' || field === 'kind'
      ? t(`referrals.field.${field}`)
      : t(`referrals.scope.${field}`)
}

/** What is asked of the service, and field by field what may travel. */
export function ReferralFields({ fields }: { fields: Fields<ReferralValues> }) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields)
  const labelOf = useReferralLabels()
  const { values, change } = fields
  return (
    <>
      <ChoiceField
        {...at('kind')}
        // Of a whole case everything is picked, to be taken away field by field.
        onChange={(kind) =>
          change({ kind, ...(kind !== 'service' && values.kind === 'service' && { scopes: [...ofWholeCase] }) })
        }
        label={labelOf('kind')}
        help={t(`referrals.kind-help.${values.kind}`)}
        options={ReferralKind.options.map((value) => ({ value, label: t(`referrals.kind.${value}`) }))}
      />
      <ChoiceField {...at('need')} label={labelOf('need')} options={codes.options(needs)} />
      <ChoiceField
        {...at('urgency')}
        label={labelOf('urgency')}
        options={Urgency.options.map((value) => ({ value, label: t(`referrals.urgency.${value}`) }))}
      />
      <ComboField {...at('language')} label={labelOf('language')} options={codes.options(languages)} unanswered />
      <AreaField
        {...at('question')}
        label={labelOf('question')}
        help={t('referrals.question-help')}
        rows={4}
        maxLength={1_000}
      />
      <div className="field">
        <h3>{t('referrals.travels-now')}</h3>
        <p className="field-help">
          {t('referrals.travels-now-text')} {t('referrals.need-always')}
        </p>
        <ul className="travels">
          {minimum.map((scope) => (
            <li key={scope}>
              <Icon name="check" small /> {t(`referrals.scope.${scope}`)}
            </li>
          ))}
        </ul>
      </div>
      <ChecksField
        id="scopes"
        label={labelOf('scopes')}
        help={t('referrals.scopes-help')}
        value={values.scopes}
        onChange={(scopes) => change({ scopes })}
        options={afterYes.map((value) => ({ value, label: t(`referrals.scope.${value}`) }))}
      />
      {values.scopes.includes('story') && (
        <AreaField
          {...at('story')}
          label={labelOf('story')}
          help={t('referrals.story-help')}
          rows={6}
          maxLength={10_000}
          personal
        />
      )}
    </>
  )
}
