import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import { ChoiceField, type Several, SeveralField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
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

type Props = { values: FactValues; change: (part: Partial<FactValues>) => void; wrong: Record<string, string> }

export function CaseFactsFields({ values, change, wrong }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const says = (field: string) => (wrong[field] ? t(wrong[field]) : undefined)
  return (
    <>
      <ChoiceField
        id="profile"
        label={t('cases.profile')}
        help={t('cases.profile-help')}
        unanswered
        value={values.profile}
        onChange={(profile) => change({ profile })}
        options={codes.options(profiles)}
        error={says('profile')}
      />
      <ChoiceField
        id="stayDocument"
        label={t('cases.stay-document')}
        unanswered
        value={values.stayDocument}
        onChange={(stayDocument) => change({ stayDocument })}
        options={codes.options(stayDocuments)}
        error={says('stayDocument')}
      />
      <ChoiceField
        id="sector"
        label={t('cases.sector')}
        unanswered
        value={values.sector}
        onChange={(sector) => change({ sector })}
        options={codes.options(sectors)}
        error={says('sector')}
      />
      <ChoiceField
        id="workForm"
        label={t('cases.work-form')}
        unanswered
        value={values.workForm}
        onChange={(workForm) => change({ workForm })}
        options={codes.options(workForms)}
        error={says('workForm')}
      />
      <SeveralField
        id="needs"
        label={t('cases.needs')}
        value={values.needs}
        onChange={(value) => change({ needs: value })}
        options={codes.options(needs)}
        error={says('needs')}
      />
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
