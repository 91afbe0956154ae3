import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import { ChoiceField, type Several, SeveralField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Fields, useFields } from '../ui/form.ts'
import { useText } from '../ui/text.tsx'

/** The facts of a case, as they are typed. */
export type FactValues = { profile: string; stayDocument: string; sector: string; workForm: string; needs: Several }

export const emptyFacts: FactValues = {
  profile: 'not_asked',
  stayDocument: 'not_asked',
  sector: 'not_asked',
  workForm: 'not_asked',
  needs: 'not_asked',
}

export function CaseFactsFields(fields: Fields<FactValues>) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields)
  return (
    <>
      <ChoiceField
        {...at('profile')}
        label={t('cases.profile')}
        help={t('cases.profile-help')}
        unanswered
        options={codes.options(profiles)}
      />
      <ChoiceField
        {...at('stayDocument')}
        label={t('cases.stay-document')}
        unanswered
        options={codes.options(stayDocuments)}
      />
      <ChoiceField {...at('sector')} label={t('cases.sector')} unanswered options={codes.options(sectors)} />
      <ChoiceField {...at('workForm')} label={t('cases.work-form')} unanswered options={codes.options(workForms)} />
      <SeveralField {...at('needs')} label={t('cases.needs')} options={codes.options(needs)} />
    </>
  )
}

/** Labels and values in words, for error summaries and conflicts. */
export function useFactWords() {
  const { t } = useText()
  const codes = useCodes()
  const lists = { profile: profiles, stayDocument: stayDocuments, sector: sectors, workForm: workForms, needs }
  const labels: Record<string, string> = {
    profile: t('cases.profile'),
    stayDocument: t('cases.stay-document'),
    sector: t('cases.sector'),
    workForm: t('cases.work-form'),
    needs: t('cases.needs'),
  }
  return {
    labelOf: (field: string): string => labels[field] ?? field,
    sayValue: (field: keyof FactValues, value: unknown): string =>
      codes.several(lists[field], value as string | string[]) || t('ui.none'),
  }
}
