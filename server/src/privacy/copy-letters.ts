import { formatInstant } from '#model/calendar.ts'
import type { lettersOfCases } from '../letters/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/** The letters that were made for a person, with what stands on each. Why one was taken back is withheld with the notes. */
export function lettersPart(
  { say, lang }: Speech,
  letters: Awaited<ReturnType<typeof lettersOfCases>>,
  withheld: readonly string[],
): string {
  if (letters.length === 0) return ''
  const rows = letters.map(({ title, said, at, withdrawn }) => {
    const why = withdrawn && !withheld.includes('case-notes') ? withdrawn.why : ''
    const lines = facts([
      [say('copy.paper-noted'), formatInstant(at, lang)],
      [say('copy.letter-back'), withdrawn && formatInstant(withdrawn.at, lang)],
    ])
    return part(title, words(said) + lines + (why ? words(why) : ''))
  })
  return section(say('copy.letters'), rows, '')
}
