import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { given } from '#model/codes/given.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'

const lists = {
  channel: channels,
  citizenship: citizenships,
  given,
  language: languages,
  needs,
  sector: sectors,
  sex: sexes,
}

/** Labels and values of a contact in words, for error summaries and conflicts. */
export function useContactLabels() {
  const { t } = useText()
  const codes = useCodes()
  const labels: Record<string, string> = {
    day: t('outreach.day'),
    time: t('outreach.time'),
    channel: t('outreach.channel'),
    place: t('outreach.place'),
    language: t('outreach.language'),
    sector: t('outreach.sector'),
    sex: t('outreach.sex'),
    citizenship: t('outreach.citizenship'),
    needs: t('outreach.needs'),
    given: t('outreach.given'),
    note: t('outreach.note'),
    personId: t('outreach.person'),
  }
  return {
    labelOf: (field: string): string => labels[field] ?? field,
    sayValue: (field: string, value: unknown): string => {
      const list = lists[field as keyof typeof lists]
      return list ? codes.several(list, value as string | string[]) : String(value ?? '')
    },
  }
}
