import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#model/calendar.ts'
import { restrictionReasons } from '#model/codes/restriction-reasons.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import { restrictionQuery } from './queries.ts'

/** Says on every page of a person that the use of the data is restricted, or that they were erased. */
export function RestrictionBanner({ personId }: { personId: string }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const { data } = useQuery({ ...restrictionQuery(desk.code, personId), enabled: desk.may('person.read') })
  if (data?.erasedOn)
    return (
      <Notice tone="info" title={t('privacy.erased-on', { day: formatDate(data.erasedOn, lang) })}>
        <p>{t('privacy.erased-text')}</p>
      </Notice>
    )
  if (!data?.since) return null
  return (
    <Notice tone="amber" title={t('privacy.restricted-since', { day: formatDate(data.since, lang) })}>
      <p>
        {codes.several(restrictionReasons, data.reasons)}. {t('privacy.restricted-text')}
      </p>
    </Notice>
  )
}
