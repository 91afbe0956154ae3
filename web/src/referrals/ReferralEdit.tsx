import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { Referral } from '#model/referrals/contract-shown.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useCodes } from '../ui/codes.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Card, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useReferralActs } from './queries.ts'
import { ReferralFields, useReferralLabels } from './ReferralFields.tsx'
import { type ReferralValues, readReferral, valuesOfReferral } from './referral-values.ts'

/** Kept under the case, as the form of a new one is: it says itself which referral it changes. */
type Values = ReferralValues & { referralId: string }

/** Chooses again what would travel, and what is asked. */
export function ReferralEdit({ referral, onDone }: { referral: Referral; onDone: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const acts = useReferralActs(referral)
  const labelOf = useReferralLabels()
  const valuesOf = (one: Referral): Values => ({ ...valuesOfReferral(one), referralId: one.id })
  const base = valuesOf(referral)
  const draft = useDraft<Edit<Values>>(
    'referral',
    referral.origin?.caseId ?? null,
    { ...base, base, version: referral.version },
    true,
    (kept) => kept.referralId === referral.id,
  )
  if (!draft.ready) return <Skeleton rows={6} />
  const sayValue = (field: string, value: unknown): string => {
    if (field === 'need') return codes.one(needs, String(value))
    if (field === 'language') return codes.one(languages, String(value))
    if (field === 'urgency' || field === 'kind') return t(`referrals.${field}.${value}`)
    if (field === 'scopes') return (value as string[]).map((scope) => t(`referrals.scope.${scope}`)).join(', ')
    return String(value)
  }
  return (
    <Card title={t('referrals.correct')}>
      <EditForm
        draft={draft}
        status={<DraftStatus draft={draft} />}
        label={t('referrals.look')}
        record={Referral}
        valuesOf={valuesOf}
        versionOf={({ version }) => version}
        stored={({ referralId: _, ...values }) => values}
        labelOf={labelOf}
        sayValue={sayValue}
        read={readReferral}
        send={(body, version) => acts.change(body, version)}
        onSaved={() => {}}
        onClose={onDone}
      >
        {(fields) => <ReferralFields fields={fields} />}
      </EditForm>
    </Card>
  )
}
