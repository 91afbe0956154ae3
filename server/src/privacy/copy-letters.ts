import { formatInstant } from '#model/calendar.ts'
import type { lettersOfCases } from '../letters/asks.ts'
import { breathing } from '../platform/breath.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/** The letters that were made for a person, with what stands on each. Why one was taken back is withheld with the notes. */
export async function lettersPart(
  { say, lang }: Speech,
  letters: Awaited<ReturnType<typeof lettersOfCases>>,
  withheld: readonly string[],
): Promise<string> {
  if (letters.length === 0) return ''
  const breathe = breathing()
  const rows: string[] = []
  for (const { title, said, at, withdrawn } of letters) {
    await breathe()
    const why = withdrawn && !withheld.includes('case-notes') ? withdrawn.why : ''
    const lines = facts([
      [say('copy.paper-noted'), formatInstant(at, lang)],
      [say('copy.letter-back'), withdrawn && formatInstant(withdrawn.at, lang)],
    ])
    rows.push(part(title, words(said) + lines + (why ? words(why) : '')))
  }
  return section(say('copy.letters'), rows, '')
}
