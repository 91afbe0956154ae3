import { languages } from '#model/codes/languages.ts'
import {
  type CardText,
  type Contact,
  piecesOf,
  type Source,
  type Topic,
  type TopicText,
} from '#model/guidance/shape.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { addressOf, type Page, tiles } from './page.ts'
import type { Speech } from './speech.ts'

export type Known = {
  topics: readonly Topic[]
  sources: Readonly<Record<string, Source>>
  contacts: readonly Contact[]
  /** What each topic says in the language at hand. */
  contents: ReadonlyMap<string, TopicText>
}

/** The first page: what one may want to know, and who answers now. */
export function homePage(speech: Speech, known: Known): Page {
  const { say, rich, language } = speech
  const shown = known.topics.filter(({ id }) => !['help', 'safe-use', 'about'].includes(id))
  return {
    path: '',
    title: say('home-title'),
    body: html`<p class="lead" data-read>${say('home-lead')}</p>
<p><a class="call" href="${addressOf(language, pathOf(known, 'help'))}">${icon('phone')}${say('help-page')}</a></p>
<h2>${say('home-topics')}</h2>
${tiles(shown.map((topic) => ({ href: addressOf(language, topic.path), icon: topic.icon, title: rich(titleOf(known, topic)) })))}`,
  }
}

const titleOf = ({ contents }: Known, { id }: Topic) => contents.get(id)?.title ?? id
const pathOf = ({ topics }: Known, id: string) => topics.find((topic) => topic.id === id)?.path ?? ''

/** A topic: its cards, each with what one can do and, one tap away, where it comes from. */
export function topicPage(speech: Speech, known: Known, topic: Topic): Page {
  const { say, day, rich, language } = speech
  const content = known.contents.get(topic.id)
  if (!content) throw new Error(`no content: ${topic.id} in ${language}`)
  const { review } = content
  const place = known.topics.indexOf(topic)
  const next = [...known.topics.slice(place + 1), ...known.topics.slice(0, place)].slice(0, 3)
  return {
    path: topic.path,
    title: content.title,
    body: html`<p class="lead" data-read>${rich(content.lead)}</p>
${topic.cards.map((card) => {
  const said = content.cards[card.id]
  if (!said) throw new Error(`no card: ${topic.id}/${card.id} in ${language}`)
  return html`<section class="card" id="${card.id}">
<h2 data-read>${rich(said.title)}</h2>
${said.text.map((text) => html`<p data-read>${rich(text)}</p>`)}
${said.list && html`<ul>${said.list.map((text) => html`<li data-read>${rich(text)}</li>`)}</ul>`}
${said.do && html`<div class="do"><h3 data-read>${say('do')}</h3><ul>${said.do.map((text) => html`<li data-read>${rich(text)}</li>`)}</ul></div>`}
${topic.id === 'help' && contactsIn(said, known.contacts).map((contact) => contactBox(speech, contact))}
${card.indicative && html`<p class="note"><strong>${say('indicative')}</strong><br>${say('indicative-help')}</p>`}
${sourcesOf(
  speech,
  card.sources.flatMap((id) => known.sources[id] ?? []),
)}
</section>`
})}
<p class="written">${say('written', { author: content.author, day: day(content.date) })} ${review ? say('reviewed', { by: review.by, day: day(review.on) }) : say('unreviewed')}</p>
<nav class="more" aria-label="${say('more')}"><h2>${say('more')}</h2>
${tiles(next.map((each) => ({ href: addressOf(language, each.path), icon: each.icon, title: rich(titleOf(known, each)) })))}</nav>`,
  }
}

function sourcesOf({ say, day }: Speech, sources: readonly Source[]): Html | false {
  if (sources.length === 0) return false
  return html`<details><summary>${say('sources')}</summary><ul>${sources.map(
    ({
      name,
      url,
      checkedOn,
      validFrom,
      validUntil,
    }) => html`<li><a href="${url}" lang="it" rel="noreferrer">${name}</a>
<small>${[
      checkedOn ? say('checked', { day: day(checkedOn) }) : say('not-checked'),
      validFrom && say('valid-from', { day: day(validFrom) }),
      validUntil && say('valid-until', { day: day(validUntil) }),
    ]
      .filter(Boolean)
      .join(' · ')}</small></li>`,
  )}</ul></details>`
}

/** Whom a card names, each once. */
function contactsIn({ text, list = [], do: can = [] }: CardText, contacts: readonly Contact[]): Contact[] {
  const named = [...text, ...list, ...can]
    .flatMap(piecesOf)
    .flatMap((piece) => (piece.kind === 'contact' ? piece.id : []))
  return contacts.filter(({ id }) => named.includes(id))
}

const ownName = (code: string): string => languages.find((each) => each.code === code)?.own ?? code

/** A number to call: what it costs, when and in which languages it answers, and when that was last looked at. */
function contactBox(speech: Speech, contact: Contact): Html {
  const { say, language, day } = speech
  const { hours, phones, free, checkedOn } = contact
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' })
  const listed = new Intl.ListFormat(language)
  const spoken = contact.languages.map((code) => names.of(code) ?? ownName(code))
  const cost =
    free === null ? 'free-unknown' : free ? (phones.includes('no-credit') ? 'free-no-credit' : 'free') : 'not-free'
  const when = hours === null ? 'hours-unknown' : hours === 'always' ? 'hours-always' : 'hours-some'
  const some = hours !== null && hours !== 'always' ? hours : null
  const weekday = (no: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, no)))
  const span = some && { from: weekday(some.days[0]), to: weekday(some.days[1]), opens: some.from, closes: some.to }
  return html`<div class="contact">
<p>${callOf(speech, contact)}</p>
<p>${say(cost)} ${say(when, span ?? {})}</p>
<p>${say('in-languages', { languages: listed.format(spoken) })}${contact.interpreters && ` ${say('interpreters')}`}</p>
<p class="quiet">${checkedOn ? say('checked', { day: day(checkedOn) }) : say('contact-unchecked')}</p>
</div>`
}

const callOf = ({ say }: Speech, { number, shown }: Contact): Html => {
  const [before = '', after = ''] = say(number.startsWith('tel:') ? 'call' : 'write').split('{number}')
  return html`<a class="call" href="${number}">${icon('phone')}<span>${before}<bdi class="ltr">${shown}</bdi>${after}</span></a>`
}
