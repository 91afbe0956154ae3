import { formatDate, type PartialDate } from '#model/calendar.ts'
import { minorityOf } from '#model/people/minority.ts'
import { Chip } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { useText } from '../ui/text.tsx'

/** Says of whoever is a minor, or may be one, that it is so; of others nothing. */
export function MinorChip({ birthDate }: { birthDate: PartialDate | string | null }) {
  const { t, lang } = useText()
  const { is, age, grownOn, soon } = minorityOf(birthDate as PartialDate | null, todayHere())
  if (is !== 'minor' && is !== 'maybe') return null
  return (
    <>
      <Chip icon="flag" tone="amber">
        {is === 'maybe'
          ? t('people.maybe-minor')
          : t(grownOn ? 'people.minor' : 'people.minor-roughly', { age: age ?? 0 })}
      </Chip>
      {soon && grownOn && <Chip icon="clock">{t('people.grown-on', { day: formatDate(grownOn, lang) })}</Chip>}
    </>
  )
}
