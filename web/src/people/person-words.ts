import { formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import type { PersonCard } from '#model/people/contract.ts'
import { isSaid, useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'

/** What tells a person from another, in one line: code, birth, citizenship. */
export function usePersonLine(): (person: Pick<PersonCard, 'code' | 'birthDate' | 'citizenship' | 'name'>) => string {
  const { lang } = useText()
  const codes = useCodes()
  return (person) =>
    [
      person.name ? person.code : '',
      person.birthDate ? formatPartialDate(person.birthDate as PartialDate, lang) : '',
      isSaid(person.citizenship) ? codes.one(citizenships, person.citizenship) : '',
    ]
      .filter(Boolean)
      .join(' · ')
}
