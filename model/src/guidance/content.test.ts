import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CivilDate } from '../calendar.ts'
import { Language } from '../codes/languages.ts'
import { contacts } from './contacts.ts'
import { type CardText, Contact, isStale, lastRead, linesOf, piecesOf, Source, Topic, TopicText } from './shape.ts'
import { sources } from './sources.ts'
import { topics } from './topics.ts'

const folder = join(import.meta.dirname, 'content')
const texts = readdirSync(folder).map((file) => {
  const [topic = '', language = '', ...rest] = file.split('.')
  const raw: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  return { file, topic, language, ending: rest.join('.'), raw, text: TopicText.parse(raw) }
})
const inLanguage = (language: string) => texts.filter((text) => text.language === language)
const day = (text: string) => CivilDate.parse(text)

/** What a card says, as somebody reads it: marks without braces. */
const plain = (line: string) =>
  piecesOf(line)
    .map((piece) => (piece.kind === 'contact' ? piece.id : piece.text))
    .join('')
const sentencesOf = (line: string) =>
  plain(line)
    .split(/(?<=[.?؟۔।][»”]?)\s+/u)
    .filter((sentence) => sentence !== '')
const allLines = texts.flatMap(({ file, text }) => linesOf(text).map((line) => ({ file, line })))
/** Pieces of a line that are no words, in any order: what every language must say alike. */
const marksOf = (card: CardText) =>
  [card.title, ...card.text, ...(card.list ?? []), ...(card.do ?? [])]
    .flatMap(piecesOf)
    .filter(({ kind }) => kind !== 'words')
    .map((piece) => (piece.kind === 'contact' ? `contact:${piece.id}` : piece.kind === 'sign' ? piece.text : ''))
    .sort()

test('topics are in order: none twice, each with a word for the address that says nothing of the reader', () => {
  for (const topic of topics) Topic.parse(topic)
  expect(topics.length).toBeGreaterThanOrEqual(18)
  for (const key of ['id', 'path'] as const) expect(new Set(topics.map((topic) => topic[key])).size).toBe(topics.length)
  const telling = /sfrutt|tratta|denunc|vittim|caporal|clandest|irregol|minacc|violen|debit|poliz|questur|procur/
  expect(topics.filter(({ path }) => telling.test(path))).toEqual([])
  for (const { cards } of topics) expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length)
})

test('every topic exists in Italian and in English, and no file is about anything else', () => {
  const ids = topics.map(({ id }) => id).sort()
  for (const language of ['it', 'en']) expect(inLanguage(language).map(({ topic }) => topic)).toEqual(ids)
  for (const { file, topic, language, ending } of texts) {
    expect({ file, known: ids.includes(topic), language: Language.safeParse(language).success, ending }).toEqual({
      file,
      known: true,
      language: true,
      ending: 'json',
    })
  }
})

test('every card of a topic is told in every language, in its order, with as many paragraphs and items', () => {
  const shape = (card: CardText | undefined) => [card?.text.length, card?.list?.length, card?.do?.length]
  for (const { file, topic, text } of texts) {
    const cards = topics.find(({ id }) => id === topic)?.cards ?? []
    expect({ file, cards: Object.keys(text.cards) }).toEqual({ file, cards: cards.map(({ id }) => id) })
    const italian = inLanguage('it').find((other) => other.topic === topic)?.text
    for (const { id } of cards)
      expect({ file, id, shape: shape(text.cards[id]) }).toEqual({ file, id, shape: shape(italian?.cards[id]) })
  }
})

test('every language names the same numbers, codes and contacts in a card', () => {
  for (const { file, topic, text } of texts) {
    const italian = inLanguage('it').find((other) => other.topic === topic)?.text
    expect(marksOf({ title: text.title, text: [text.lead] })).toEqual(
      marksOf({ title: italian?.title ?? '', text: [italian?.lead ?? ''] }),
    )
    for (const [id, card] of Object.entries(text.cards)) {
      const expected = italian?.cards[id]
      expect({ file, id, marks: marksOf(card) }).toEqual({ file, id, marks: expected && marksOf(expected) })
    }
  }
})

test('every source is well formed, used, and exists', () => {
  for (const source of Object.values(sources)) Source.parse(source)
  const used = new Set([
    ...topics.flatMap(({ cards }) => cards.flatMap((card) => card.sources)),
    ...contacts.map(({ source }) => source),
  ])
  expect([...used].filter((id) => !(id in sources))).toEqual([])
  expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual([])
})

test('what no text that was read says is marked as indicative, and only what is about the pages needs no source', () => {
  const cards = topics.flatMap(({ id, cards }) => cards.map((card) => ({ name: `${id}/${card.id}`, ...card })))
  const read = (id: string) => sources[id]?.checkedOn != null
  const bold = cards.filter((card) => !card.own && !card.indicative && !card.sources.some(read))
  expect(bold.map(({ name }) => name)).toEqual([])
  const lawful = cards.filter((card) => card.own && card.sources.some((id) => sources[id]?.kind !== 'other'))
  expect(lawful.map(({ name }) => name)).toEqual([])
  expect(cards.filter(({ own, indicative }) => own && indicative)).toEqual([])
})

test('no sentence is longer than 22 words', () => {
  const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  const long = allLines.flatMap(({ file, line }) =>
    sentencesOf(line)
      .filter((sentence) => wordsIn(sentence) > 22)
      .map((sentence) => `${file}: ${wordsIn(sentence)} words: ${sentence}`),
  )
  expect(allLines.length).toBeGreaterThan(800)
  expect(long).toEqual([])
})

test('words are plain and calm: nobody is called a victim, nothing is promised, nobody is named by what is missing', () => {
  const forbidden = [
    /!/,
    /clandestin|extracomunitar|illegal (im)?migrant|irregular(i|e)?\b/i,
    /suddett|ai sensi|nonché|qualora|pertanto|ovvero|altresì|usufru|fruire|espletar|erogar|mediante|in ottemperanza/i,
    /\b(presso|cui trattasi|medesim[oaie])\b/i,
    /hai diritto a|ti spett|you are entitled|entitlement/i,
    /garanti|sicuramente|certamente|riceverai|otterrai|avrai|guarantee|certainly|you will (get|receive|obtain)/i,
  ]
  const authority = /la legge chiama|the law calls/i
  const found = allLines.flatMap(({ file, line }) =>
    sentencesOf(line)
      .filter(
        (sentence) =>
          forbidden.some((words) => words.test(sentence)) ||
          (/vittim|victim/i.test(sentence) && !authority.test(sentence)),
      )
      .map((sentence) => `${file}: ${sentence}`),
  )
  expect(found).toEqual([])
})

test('every mark is a number, a code that is known or somebody to call, and no digit stands without one', () => {
  const codes = ['18-bis', '18-ter', 'INL 31', 'STP', 'ENI']
  const known = new Set(contacts.map(({ id }) => id))
  const wrong = allLines.filter(({ line }) =>
    piecesOf(line).some((piece) => {
      if (piece.kind === 'words') return /[{}\d]/.test(piece.text)
      if (piece.kind === 'contact') return !known.has(piece.id)
      return !codes.includes(piece.text) && !/^\d+$/.test(piece.text)
    }),
  )
  expect(wrong).toEqual([])
})

test('who can be called is well formed, named in a page, and dialled as it is shown', () => {
  const digits = (text: string) => text.replace(/\D/g, '')
  for (const contact of contacts) {
    Contact.parse(contact)
    expect(digits(contact.number)).toBe(digits(contact.shown))
    expect(allLines.some(({ line }) => line.includes(`{{contact:${contact.id}}}`))).toBe(true)
  }
  expect(new Set(contacts.map(({ id }) => id)).size).toBe(contacts.length)
})

test('a line is cut where the page isolates something, and nothing of it is lost', () => {
  expect(piecesOf('Se {{40}} ore, chiama {{contact:112}}.')).toEqual([
    { kind: 'words', text: 'Se ' },
    { kind: 'sign', text: '40' },
    { kind: 'words', text: ' ore, chiama ' },
    { kind: 'contact', id: '112' },
    { kind: 'words', text: '.' },
  ])
  expect(piecesOf('{{STP}}')).toEqual([{ kind: 'sign', text: 'STP' }])
  expect(piecesOf('')).toEqual([])
  for (const { line } of allLines) {
    const back = piecesOf(line).map((piece) =>
      piece.kind === 'words' ? piece.text : piece.kind === 'sign' ? `{{${piece.text}}}` : `{{contact:${piece.id}}}`,
    )
    expect(back.join('')).toBe(line)
  }
})

test('what was read 180 days ago is fresh, and stale the day after', () => {
  expect(isStale(day('2026-01-01'), day('2026-06-30'))).toBe(false)
  expect(isStale(day('2026-01-01'), day('2026-07-01'))).toBe(true)
  expect(isStale(day('2026-11-23'), day('2026-11-22'))).toBe(false)
})

test('a text was last gone through when it was written, or read later by somebody else', () => {
  const [first] = texts
  if (!first) throw new Error('no texts')
  const text = { ...first.text, date: day('2026-11-23') }
  expect(lastRead({ ...text, review: null })).toBe('2026-11-23')
  expect(lastRead({ ...text, review: { by: 'x', on: day('2026-12-01') } })).toBe('2026-12-01')
  expect(lastRead({ ...text, review: { by: 'x', on: day('2026-11-01') } })).toBe('2026-11-23')
})
