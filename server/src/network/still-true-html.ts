import { type CivilDate, formatDate } from '#model/calendar.ts'
import { type CodeItem, label } from '#model/codes/code-list.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { type Messages, type Speak, speaker } from '#model/message-catalogue.ts'
import { wayKinds, worksFrom } from '#model/network/codes.ts'
import type { ServiceFacts } from '#model/network/contract.ts'
import ownEnglish from '#model/network/messages.en.json' with { type: 'json' }
import ownItalian from '#model/network/messages.it.json' with { type: 'json' }
import english from '#model/network/still-true-messages.en.json' with { type: 'json' }
import italian from '#model/network/still-true-messages.it.json' with { type: 'json' }
import { facts as factsOf, linkPage, notice as noticeOf, paragraphs, plain, text } from '../platform/link-html.ts'
import type { PageLanguage } from '../platform/link-pages.ts'

/** What the page shows of an entry: never people to call, notes or history. */
export type Shown = {
  desk: string
  network: string
  name: string
  organisation: string
  area: string
  facts: ServiceFacts
  assuredOn: CivilDate
  version: number
  until: CivilDate
}

const words: Record<PageLanguage, Messages> = {
  it: { ...ownItalian, ...italian },
  en: { ...ownEnglish, ...english },
}
export const sayIn = (language: PageLanguage): Speak => speaker(words[language], language)

/** A whole page in the frame of these questions. */
export function pageOf(language: PageLanguage, title: string, body: string): string {
  const say = sayIn(language)
  const frame = { path: '/vero', tab: say('still-true.tab'), otherLanguage: say('still-true.other-language') }
  return linkPage(frame, language, title, body)
}

const hoursOf = (facts: ServiceFacts, say: Speak): string => {
  const { opening } = facts
  if (!opening) return ''
  const week = opening.weekly.map(
    ({ days, from, to }) => `${days.map((day) => say(`network.weekday.${day}`)).join(', ')}: ${from}–${to}`,
  )
  const exceptions = opening.exceptions.map(({ from, until, hours, note }) =>
    [
      from === until ? from : `${from} – ${until}`,
      hours.length === 0 ? say('network.closed') : hours.map((each) => `${each.from}–${each.to}`).join(', '),
      note,
    ]
      .filter(Boolean)
      .join(': '),
  )
  return [
    ...week,
    ...exceptions,
    say(`network.holidays.${opening.onHolidays}`),
    ...(opening.byAppointment ? [say('network.by-appointment')] : []),
  ].join('\n')
}

/** The entry, field by field; what is not stated is said to be so, as that too may have changed. */
function entryOf({ organisation, area, facts }: Shown, language: PageLanguage, say: Speak): string {
  const names = (list: readonly CodeItem[], codes: readonly string[]) =>
    codes.map((code) => label(list, code, language)).join(', ')
  const ways = facts.ways.map(({ kind, value, from, note }) =>
    [
      `${label(wayKinds, kind, language)}: ${value}`,
      ...(from === 'not-stated' ? [] : [label(worksFrom, from, language)]),
      note,
    ]
      .filter(Boolean)
      .join(' · '),
  )
  const who = facts.eligibility.map(({ programme, who }) => `${programme || say('network.everybody')}: ${who}`)
  const rows: [string, string][] = [
    ['organisationId', organisation],
    ['area', area],
    ['needs', names(needs, facts.needs)],
    ['languages', names(languages, facts.languages)],
    ['address', facts.address],
    ['ways', ways.join('\n')],
    ['opening', hoursOf(facts, say)],
    ['documentsAsked', facts.documentsAsked],
    ['eligibility', who.join('\n')],
    ['withoutPermit', say(`network.permit.${facts.withoutPermit}`)],
    ['cost', facts.cost],
    ['it', facts.about.it],
    ['en', facts.about.en],
    ['public', say(`network.public.${facts.public ? 'yes' : 'no'}`)],
  ]
  return factsOf(rows.map(([field, value]) => [say(`network.field.${field}`), value || say('network.not-stated')]))
}

/** The entry and the two answers. Each is a form of its own: to open the page sends neither. */
export function questionPage(shown: Shown, language: PageLanguage, notice = '', typed = ''): string {
  const say = sayIn(language)
  const { desk, network } = shown
  const form = (inner: string) => `<form method="post" action="?lang=${language}">
<input type="hidden" name="version" value="${shown.version}">
${inner}
</form>`
  return pageOf(
    language,
    shown.name,
    `${noticeOf(notice)}
${paragraphs(say('still-true.asks', { desk, network }), say('still-true.on', { day: formatDate(shown.assuredOn, language) }))}
<h2>${text(say('still-true.entry'))}</h2>
${entryOf(shown, language, say)}
<h2>${text(say('still-true.answer'))}</h2>
${paragraphs(say('still-true.once', { day: formatDate(shown.until, language) }))}
${form(`<button class="primary" name="answer" value="true">${text(say('still-true.yes'))}</button>`)}
${form(`<label for="words">${text(say('still-true.what'))}</label>
<p id="words-help" class="help">${text(say('still-true.what-help', { desk }))}</p>
<textarea id="words" name="words" rows="5" maxlength="2000" required aria-describedby="words-help">
${plain(typed)}</textarea>
<button name="answer" value="changed">${text(say('still-true.changed'))}</button>`)}`,
  )
}
