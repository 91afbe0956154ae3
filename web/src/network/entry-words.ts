import { useQuery } from '@tanstack/react-query'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { wayKinds, worksFrom } from '#model/network/codes.ts'
import { useDesk } from '../identity/desk.tsx'
import type { Several } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import type { EntryValues, OpeningValues } from './entry-values.ts'
import { bodiesQuery } from './queries.ts'

/** What the history and a proposal call a field, by the fields of the form that it holds. */
export const fieldsOfChange = (field: string): (keyof EntryValues)[] =>
  field === 'organisation'
    ? ['organisationId', 'newOrganisation']
    : field === 'about'
      ? ['it', 'en']
      : [field as keyof EntryValues]

/** The fields of an entry and what stands in them, in words. */
export function useEntryWords() {
  const { t } = useText()
  const codes = useCodes()
  const bodies = useQuery(bodiesQuery(useDesk().code)).data?.rows ?? []
  const days = (row: { days: readonly (string | number)[] }) =>
    row.days.map((day) => t(`network.day.${day}`)).join(', ')
  const sayOpening = ({ stated, weekly, exceptions, onHolidays, byAppointment }: OpeningValues) =>
    stated === 'no'
      ? t('network.hours-not-stated')
      : [
          ...weekly.map((row) => `${days(row)}: ${row.from}–${row.to}`),
          ...exceptions.map((row) =>
            [`${row.from}–${row.until}: ${row.hours || t('network.closed')}`, row.note].filter(Boolean).join(', '),
          ),
          t(`network.holidays.${onHolidays}`),
          ...(byAppointment === 'yes' ? [t('network.by-appointment')] : []),
        ].join('\n')
  return {
    days,
    labelOf: (field: string) => t(`network.field.${field}`),
    sayValue: (field: string, value: unknown): string => {
      if (field === 'organisationId') return bodies.find(({ id }) => id === value)?.name ?? ''
      if (field === 'needs') return codes.several(needs, value as Several)
      if (field === 'languages') return codes.several(languages, value as Several)
      if (field === 'withoutPermit') return t(`network.permit.${value}`)
      if (field === 'public') return t(`network.public.${value}`)
      if (field === 'opening') return sayOpening(value as OpeningValues)
      if (field === 'ways')
        return (value as EntryValues['ways'])
          .map((way) =>
            [codes.one(wayKinds, way.kind), way.value, codes.one(worksFrom, way.from), way.note]
              .filter(Boolean)
              .join(', '),
          )
          .join('\n')
      if (field === 'eligibility')
        return (value as EntryValues['eligibility'])
          .map(({ programme, who }) => `${programme || t('network.everybody')}: ${who}`)
          .join('\n')
      if (field === 'calls')
        return (value as EntryValues['calls'])
          .map((call) => [call.name, call.part, call.phone, call.mail].filter(Boolean).join(', '))
          .join('\n')
      return String(value ?? '')
    },
  }
}
