import { useText } from '../ui/text.tsx'
import type { PersonValues } from './person-values.ts'

/** The label of a field of a person, for error summaries and conflicts. */
export function usePersonLabels(): (field: string) => string {
  const { t } = useText()
  const labels: Record<keyof PersonValues, string> = {
    givenName: t('people.given-name'),
    familyName: t('people.family-name'),
    otherNames: t('people.other-names'),
    birthDate: t('people.birth-date'),
    phones: t('people.phones'),
    documentKind: t('people.document-kind'),
    documentNumber: t('people.document-number'),
    address: t('people.address'),
    code: t('people.code'),
    taxCode: t('people.tax-code'),
    sex: t('people.sex'),
    citizenship: t('people.citizenship'),
  }
  return (field) => labels[field as keyof PersonValues] ?? field
}
