import { piecesOf } from '#model/guidance/shape.ts'
import type { Messages } from '#model/message-catalogue.ts'
import { type Html, html } from './html.ts'

/** How a language is spoken on the pages: its own words, its days, and texts in which numbers stand apart. */
export type Speech = {
  language: string
  say: (key: string, values?: Readonly<Record<string, string>>) => string
  day: (civilDate: string) => string
  /** A text of the content: what stands in double braces is shown from left to right, or is a number to call. */
  rich: (text: string) => Html
}

/** Says the words of the pages. A key that is missing is said as it stands, so that it is seen. */
export function speechOf(language: string, words: Messages, linkOf: (contact: string) => Html): Speech {
  const days = new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return {
    language,
    say: (key, values = {}) =>
      (words[key] ?? key).replaceAll(/\{(\w+)\}/g, (found, name: string) => values[name] ?? found),
    day: (civilDate) => days.format(new Date(`${civilDate}T12:00:00Z`)),
    rich: (line) =>
      html`${piecesOf(line).map((piece) => {
        if (piece.kind === 'contact') return linkOf(piece.id)
        return piece.kind === 'sign' ? html`<bdi class="ltr">${piece.text}</bdi>` : piece.text
      })}`,
  }
}
