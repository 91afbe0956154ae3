import { z } from 'zod'
import { CivilDate, daysBetween } from '../calendar.ts'
import { Language } from '../codes/languages.ts'

/** Lower case and dashes: ids, and what may stand in an address. */
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** What the workers' pages draw beside a topic. */
export const Icon = z.enum([
  'bike',
  'book',
  'check',
  'coin',
  'eye',
  'hand',
  'heart',
  'house',
  'info',
  'key',
  'lock',
  'paper',
  'pen',
  'people',
  'phone',
  'scale',
  'shield',
])
export type Icon = z.infer<typeof Icon>

/**
 * One idea. `indicative`: not all of it was found in a text that says it, a lawyer has to look at it. `own`: it is about these pages
 * themselves, and no law is behind it.
 */
export const Card = z.strictObject({
  id: Slug,
  sources: z.array(z.string()),
  indicative: z.literal(true).optional(),
  own: z.literal(true).optional(),
})
export type Card = z.infer<typeof Card>

/** `path` stands in the address bar, where others may read it: a word that says nothing of the reader. */
export const Topic = z.strictObject({ id: Slug, path: Slug, icon: Icon, cards: z.array(Card).min(3).max(9) })
export type Topic = z.infer<typeof Topic>

/**
 * Where something stands. `checkedOn`: when somebody read a text that says it, not always at this address; null: nobody did.
 * `validFrom`, `validUntil`: what is said of it holds between these days.
 */
export const Source = z.strictObject({
  name: z.string().min(1),
  url: z.httpUrl(),
  kind: z.enum(['law', 'official', 'court', 'other']),
  checkedOn: CivilDate.nullable(),
  validFrom: CivilDate.optional(),
  validUntil: CivilDate.optional(),
})
/** As it is written down: its days are checked by the tests. */
export type Source = z.input<typeof Source>

export const sourceOf = (
  kind: Source['kind'],
  name: string,
  url: string,
  checkedOn: string | null,
  validFrom?: string,
  validUntil?: string,
): Source => ({ name, url, kind, checkedOn, ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) })

/** From where a number answers. `no-credit`: from a mobile without credit too. */
export const Phone = z.enum(['landline', 'mobile', 'no-credit'])

/**
 * A number to call. `hours` null and `phones` empty: not known. `languages`: those that a text names; `interpreters`: others are
 * found while one waits. `checkedOn` null: nobody could see that it still answers.
 */
export const Contact = z.strictObject({
  id: Slug,
  number: z.string().regex(/^(tel:\+?\d+|https:\/\/wa\.me\/\d+)$/),
  shown: z.string().regex(/^\+?\d[\d ]*$/),
  free: z.boolean().nullable(),
  hours: z
    .union([
      z.literal('always'),
      z.strictObject({
        days: z.tuple([z.int().min(1).max(7), z.int().min(1).max(7)]),
        from: z.string(),
        to: z.string(),
      }),
    ])
    .nullable(),
  languages: z.array(Language),
  interpreters: z.boolean(),
  phones: z.array(Phone),
  source: z.string(),
  checkedOn: CivilDate.nullable(),
})
export type Contact = z.input<typeof Contact>

const Line = z.string().min(1).max(400)

/** A card in one language. `list`: what belongs to the text; `do`: what the reader can do. */
export const CardText = z.strictObject({
  title: z.string().min(1).max(60),
  text: z.array(Line).min(1).max(4),
  list: z.array(Line).min(1).optional(),
  do: z.array(Line).min(1).optional(),
})
export type CardText = z.infer<typeof CardText>

/** A topic in one language. `review`: who read it whole, a native speaker or a lawyer, and when. */
export const TopicText = z.strictObject({
  title: z.string().min(1).max(60),
  lead: Line,
  cards: z.record(z.string(), CardText),
  author: z.string().min(1),
  date: CivilDate,
  review: z.strictObject({ by: z.string().min(1), on: CivilDate }).nullable(),
})
export type TopicText = z.infer<typeof TopicText>

/** Days after which a text or a source wants to be looked at again. */
export const STALE_AFTER = 180

/** Whether what was looked at on a day has to be looked at again. */
export const isStale = (date: CivilDate, today: CivilDate): boolean => daysBetween(date, today) > STALE_AFTER

/** When a text was last gone through: written, or read by somebody else later. */
export const lastRead = ({ date, review }: TopicText): CivilDate => (review && review.on > date ? review.on : date)

/** `words` as they stand; a `sign` is read from left to right in every language; a `contact` can be called. */
export type Piece = { kind: 'words'; text: string } | { kind: 'sign'; text: string } | { kind: 'contact'; id: string }

const mark = /\{\{([^{}]*)\}\}/g
const contactMark = 'contact:'

/** A line cut where the page has to isolate something: `{{40}}` is a sign, `{{contact:112}}` somebody to call. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  const words = (text: string) => {
    if (text !== '') pieces.push({ kind: 'words', text })
  }
  for (const { 0: found, 1: name = '', index } of line.matchAll(mark)) {
    words(line.slice(from, index))
    from = index + found.length
    if (name.startsWith(contactMark)) pieces.push({ kind: 'contact', id: name.slice(contactMark.length) })
    else pieces.push({ kind: 'sign', text: name })
  }
  words(line.slice(from))
  return pieces
}

/** Every line of a topic's text, in the order of the page. */
export const linesOf = ({ title, lead, cards }: TopicText): string[] => [
  title,
  lead,
  ...Object.values(cards).flatMap((card) => [card.title, ...card.text, ...(card.list ?? []), ...(card.do ?? [])]),
]
