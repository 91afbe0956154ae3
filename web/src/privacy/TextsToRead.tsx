import type { PersonPrivacy } from '#model/privacy/contract.ts'
import { useText } from '../ui/text.tsx'

/** Free texts that go into a copy and may name somebody else, by what holds them. */
const free = [
  'contacts',
  'notes',
  'services',
  'events',
  'signs',
  'worktime',
  'ties',
  'case-files',
  'appointments',
  'tasks',
  'answers',
  'letters',
  'handovers',
  'approvals',
  'conferences',
  'arrival',
  'decisions',
  'grounds',
  'referrals',
] as const

type Of = Pick<PersonPrivacy, 'held' | 'restrictions'>

/** Which free texts a copy of a person would hold, and how many records they stand in. */
export function textsIn({ held, restrictions }: Of): { what: string; count: number }[] {
  const counted = free.map((what) => ({ what, count: held.find((one) => one.what === what)?.count ?? 0 }))
  return [...counted, { what: 'restrictions', count: restrictions.length }].filter(({ count }) => count > 0)
}

/** Says which texts are to be read before a copy is handed over. */
export function TextsToRead({ texts }: { texts: ReturnType<typeof textsIn> }) {
  const { t } = useText()
  return (
    <div>
      <p>{t('privacy.read-first')}</p>
      <ul>
        {texts.map(({ what, count }) => (
          <li key={what}>
            {t(`privacy.free.${what}`)} ({count})
          </li>
        ))}
      </ul>
    </div>
  )
}
