import { fold } from '../codes/fold.ts'
import { languages } from '../codes/languages.ts'
import { needs } from '../codes/needs.ts'
import type { ServiceFacts, ServiceLine } from './contract.ts'

/** A service as the list looks at it. */
export type Candidate = {
  line: Omit<ServiceLine, 'openNow'>
  /** Asked only of those that fit otherwise: the calendar is not cheap. */
  openNow: () => boolean | null
  facts: Pick<ServiceFacts, 'about' | 'address' | 'documentsAsked'>
  /** Kept by the desk that asks. */
  ours: boolean
  /** Its provider wrote that something changed, and nobody settled it. */
  reported: boolean
}

export type Wanted = {
  words?: string | undefined
  need?: string | undefined
  language?: string | undefined
  area?: string | undefined
  open?: 'now' | undefined
  room?: 'yes' | undefined
  permit?: 'without' | undefined
  desk?: 'any' | undefined
  show: 'live' | 'stale' | 'ours' | 'reported' | 'retired'
  order: 'relevance' | 'name' | 'assured'
}

const says = (list: readonly { code: string; it: string; en: string }[], codes: readonly string[]) =>
  list.filter(({ code }) => codes.includes(code)).flatMap(({ it, en }) => [it, en])

/** How much a word found in it counts: a name more than a body or a place, that more than a description. */
const textsOf = ({ line, facts }: Candidate): [number, string][] => [
  [4, line.name],
  [2, [line.organisation.name, line.desk?.name ?? '', line.area, ...says(needs, line.needs)].join(' ')],
  [
    1,
    [...says(languages, line.languages), facts.address, facts.documentsAsked, facts.about.it, facts.about.en].join(' '),
  ],
]

/** A word that stands within another ("lavoro" in "dopolavoro") counts less than one that begins it; two letters stand everywhere. */
const within = 0.5
const SHORT = 3

/** Another number or gender of it ("avvocato" for "avvocati") counts less than the word itself. */
const bent = 0.75
const BENT = 5

/** A word without the end that bends it in Italian (-o, -a, -e, -i) or in English (-s); a shorter one stays as it is. */
const unbent = (word: string): string => (word.length >= BENT ? word.replace(/[aeios]$/, '') : word)

/**
 * How well a service fits the words: every word must begin one of its own, in whatever number or gender, or stand in one; 0
 * where one does not.
 */
function score(candidate: Candidate, words: readonly string[]): number {
  const texts = textsOf(candidate).map(([weight, text]) => [weight, ` ${fold(text)}`] as const)
  let sum = 0
  for (const word of words) {
    const best = Math.max(
      0,
      ...texts.map(([weight, text]) => {
        if (text.includes(` ${word}`)) return weight
        if (text.includes(` ${unbent(word)}`)) return weight * bent
        return word.length >= SHORT && text.includes(word) ? weight * within : 0
      }),
    )
    if (best === 0) return 0
    sum += best
  }
  return sum
}

function fits({ line, ours, openNow, reported }: Candidate, wanted: Wanted): boolean {
  if ((line.state === 'retired') !== (wanted.show === 'retired')) return false
  if (wanted.show === 'stale' && !line.stale) return false
  if (wanted.show === 'ours' && !ours) return false
  if (wanted.show === 'reported' && !reported) return false
  return (
    (!wanted.need || line.needs.some((need) => need === wanted.need)) &&
    (!wanted.language || line.languages.some((language) => language === wanted.language)) &&
    (!wanted.area || fold(line.area) === fold(wanted.area)) &&
    (!wanted.room || (line.capacity?.free ?? 0) > 0) &&
    (!wanted.desk || line.desk !== null) &&
    (!wanted.permit || line.withoutPermit === 'yes') &&
    (!wanted.open || openNow() === true)
  )
}

/** Those that fit, in the order that was asked for; accents and capitals do not count. */
export function findServices<C extends Candidate>(all: readonly C[], wanted: Wanted): C[] {
  const words = fold(wanted.words ?? '')
    .split(' ')
    .filter(Boolean)
  const found = all
    .filter((each) => fits(each, wanted))
    .map((each) => ({ each, score: words.length > 0 ? score(each, words) : 1, name: fold(each.line.name) }))
    .filter((one) => one.score > 0)
  const byName = (one: (typeof found)[number], other: (typeof found)[number]) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : one.each.line.id < other.each.line.id ? -1 : 1
  const assured = (one: (typeof found)[number]) => one.each.line.assuredOn
  return found
    .sort((one, other) => {
      if (wanted.order === 'relevance' && one.score !== other.score) return other.score - one.score
      if (wanted.order === 'assured' && assured(one) !== assured(other)) return assured(one) < assured(other) ? -1 : 1
      return byName(one, other)
    })
    .map(({ each }) => each)
}
