import { IntlMessageFormat } from 'intl-messageformat'

/** The texts of one language: key → ICU message. */
export type Messages = Readonly<Record<string, string>>
export type MessageValues = Readonly<Record<string, string | number | boolean | null | undefined>>
export type Speak = (key: string, values?: MessageValues) => string

/** Day first in English too: a desk in Italy never puts the month first. The digits are those of Italy everywhere. */
const localeOf = (lang: string): string => `${lang === 'en' ? 'en-GB' : lang}-u-nu-latn`

/** A function that says a message in a language. A key that is missing is said as it stands, so that it is seen. */
export function speaker(messages: Messages, lang: string): Speak {
  const made = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const text = messages[key]
    if (text === undefined) return key
    if (!text.includes('{') && !text.includes("'")) return text
    let message = made.get(key)
    if (!message) {
      message = new IntlMessageFormat(text, localeOf(lang), undefined, { ignoreTag: true })
      made.set(key, message)
    }
    return String(message.format(values as Record<string, string>))
  }
}
