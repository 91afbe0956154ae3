import { type CivilDate, formatDate } from '#model/calendar.ts'
import en from '#model/intake/messages.en.json' with { type: 'json' }
import it from '#model/intake/messages.it.json' with { type: 'json' }
import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import ar from '#model/intake/spoken.ar.json' with { type: 'json' }
import bn from '#model/intake/spoken.bn.json' with { type: 'json' }
import es from '#model/intake/spoken.es.json' with { type: 'json' }
import fr from '#model/intake/spoken.fr.json' with { type: 'json' }
import pa from '#model/intake/spoken.pa.json' with { type: 'json' }
import ro from '#model/intake/spoken.ro.json' with { type: 'json' }
import sq from '#model/intake/spoken.sq.json' with { type: 'json' }
import uk from '#model/intake/spoken.uk.json' with { type: 'json' }
import ur from '#model/intake/spoken.ur.json' with { type: 'json' }
import zh from '#model/intake/spoken.zh.json' with { type: 'json' }
import { speaker } from '#model/message-catalogue.ts'
import type { Speech } from './copy-speech.ts'
import { part, plain, section, words } from './page.ts'

/** The questions as they are read aloud. They are no names: a sign that is there may answer one with no. */
const spoken: Readonly<Record<string, Readonly<Record<string, string>>>> = { ar, bn, es, fr, pa, ro, sq, uk, ur, zh }

/**
 * What was answered about signs. They have names in Italian and English alone: in other languages the question stands below, as it is
 * read aloud.
 */
export function signsPart(
  { say, lang, comma, apart }: Speech,
  answers: readonly GivenAnswer[],
  withheld: readonly string[],
): string {
  if (answers.length === 0) return ''
  const named = lang === 'en' ? speaker(en, 'en') : speaker(it, 'it')
  const rows = answers.map(({ sign, answer, day, evidence, periods }) => {
    const said = `${formatDate(day as CivilDate, lang)}${comma}${say(`copy.answer.${answer}`)}`
    const months = periods.map(({ from, until }) => (from === until ? from : `${from} – ${until}`)).join(comma)
    const more = [months, withheld.includes('case-notes') ? '' : evidence].filter(Boolean).join('\n')
    const asked = spoken[lang]?.[sign]
    return part(`${apart(named(`sign.${sign}`))}: ${said}`, (asked ? `<p>${plain(asked)}</p>` : '') + words(more))
  })
  const text = spoken[lang] ? `<p>${plain(say('copy.signs-text'))}</p>` : ''
  return section(say('copy.signs'), [text, ...rows], '')
}
