import { type CivilDate, formatDate, formatInstant } from '#model/calendar.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { documentStates } from '#model/codes/document-states.ts'
import en from '#model/documents/messages.en.json' with { type: 'json' }
import it from '#model/documents/messages.it.json' with { type: 'json' }
import type { documentsOfPerson } from '../documents/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, words } from './page.ts'

type Fact = Awaited<ReturnType<typeof documentsOfPerson>>[number]

/** One record of how a document stood. Papers of Italian offices are called as on the paper, but in English. */
export function paperPart({ say, name, lang, apart, comma }: Speech, fact: Fact): string {
  const names: Readonly<Record<string, string>> = lang === 'en' ? en : it
  const state = isAnswered(fact.state) ? say(`copy.paper.${fact.state}`) : name(documentStates, fact.state)
  const lines = facts([
    [say('copy.paper-noted'), formatInstant(fact.at, lang)],
    [say('copy.paper-until'), fact.expiresOn && formatDate(fact.expiresOn as CivilDate, lang)],
    [say('copy.paper-number'), fact.number && apart(fact.number)],
  ])
  const own = fact.own && ((lang === 'en' && fact.own.en) || fact.own.it)
  const called = own ?? names[`documents.name.${fact.document}`] ?? fact.document
  return part([apart(called), state].join(comma), lines + (fact.note ? words(fact.note) : ''))
}
