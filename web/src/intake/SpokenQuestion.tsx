import { queryOptions, useQuery } from '@tanstack/react-query'
import { isRightToLeft } from '#model/codes/languages.ts'
import type { Sign } from '#model/intake/signs.ts'
import { type SpokenLanguage, spokenLanguages } from '#model/intake/spoken.ts'
import { useText } from '../ui/text.tsx'

type Spoken = Record<Sign, string>

/** One file per language, fetched when it is read. */
const loads: Record<SpokenLanguage, () => Promise<{ default: Spoken }>> = {
  it: () => import('#model/intake/spoken.it.json', { with: { type: 'json' } }),
  en: () => import('#model/intake/spoken.en.json', { with: { type: 'json' } }),
  fr: () => import('#model/intake/spoken.fr.json', { with: { type: 'json' } }),
  es: () => import('#model/intake/spoken.es.json', { with: { type: 'json' } }),
  ar: () => import('#model/intake/spoken.ar.json', { with: { type: 'json' } }),
  ro: () => import('#model/intake/spoken.ro.json', { with: { type: 'json' } }),
  uk: () => import('#model/intake/spoken.uk.json', { with: { type: 'json' } }),
  sq: () => import('#model/intake/spoken.sq.json', { with: { type: 'json' } }),
  ur: () => import('#model/intake/spoken.ur.json', { with: { type: 'json' } }),
  zh: () => import('#model/intake/spoken.zh.json', { with: { type: 'json' } }),
  bn: () => import('#model/intake/spoken.bn.json', { with: { type: 'json' } }),
  pa: () => import('#model/intake/spoken.pa.json', { with: { type: 'json' } }),
}

const spokenQuery = (language: SpokenLanguage) =>
  queryOptions({
    queryKey: ['spoken', language],
    queryFn: async () => (await loads[language]()).default,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const isSpoken = (language: string | null): language is SpokenLanguage =>
  (spokenLanguages as readonly (string | null)[]).includes(language)

/** A question as it is said aloud: in the operator's language, and beside it in the one that the person understands. */
export function SpokenQuestion({ sign, other }: { sign: Sign; other: SpokenLanguage | null }) {
  const { t, lang } = useText()
  const both = other && other !== lang ? [lang, other] : [lang]
  return (
    <section className="spoken" aria-label={t('signs.aloud')}>
      {both.map((language) => (
        <Said key={language} sign={sign} language={language} />
      ))}
    </section>
  )
}

function Said({ sign, language }: { sign: Sign; language: SpokenLanguage }) {
  const { data } = useQuery(spokenQuery(language))
  return (
    <p lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      {data?.[sign] ?? ' '}
    </p>
  )
}
