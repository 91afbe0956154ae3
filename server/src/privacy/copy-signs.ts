import { type CivilDate, formatDate } from '#model/calendar.ts'
import en from '#model/intake/messages.en.json' with { type: 'json' }
import it from '#model/intake/messages.it.json' with { type: 'json' }
import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import { speaker } from '#model/message-catalogue.ts'
import type { Speech } from './copy-speech.ts'
import { part, section, words } from './page.ts'

/** What was answered about signs. Signs are named in Italian where the copy is in neither Italian nor English. */
export function signsPart(
  { say, lang, comma }: Speech,
  answers: readonly GivenAnswer[],
  withheld: readonly string[],
): string {
  if (answers.length === 0) return ''
  const named = lang === 'en' ? speaker(en, 'en') : speaker(it, 'it')
  const rows = answers.map(({ sign, answer, day, evidence, periods }) => {
    const said = `${formatDate(day as CivilDate, lang)}${comma}${say(`copy.answer.${answer}`)}`
    const months = periods.map(({ from, until }) => (from === until ? from : `${from} – ${until}`)).join(comma)
    const more = [months, withheld.includes('case-notes') ? '' : evidence].filter(Boolean).join('\n')
    return part(`${named(`sign.${sign}`)}: ${said}`, words(more))
  })
  return section(say('copy.signs'), rows, '')
}
