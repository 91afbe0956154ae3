import english from '#model/mails/letter-messages.en.json' with { type: 'json' }
import italian from '#model/mails/letter-messages.it.json' with { type: 'json' }
import { type MailLanguage, Notice } from '#model/mails/notice.ts'
import { type Messages, speaker } from '#model/message-catalogue.ts'
import type { Letter } from '../platform/mail.ts'

const messages: Record<MailLanguage, Messages> = { it: italian, en: english }

/** A notice in words; the subject tells nothing. */
export function letterOf(given: Notice, language: MailLanguage): Omit<Letter, 'id' | 'to'> {
  const { kind, count, desk, origin } = Notice.parse(given)
  const say = speaker(messages[language], language)
  const address = `${origin}/${desk}`
  const parts = [say(`letter.${kind}`, { count, desk }), say('letter.sign-in'), address, say('letter.why')]
  const html = parts.map((part) => `<p>${part === address ? `<a href="${address}">${address}</a>` : escaped(part)}</p>`)
  return {
    subject: say('letter.subject'),
    text: `${parts.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><meta charset="utf-8"><title>${escaped(say('letter.subject'))}</title>\n<body>\n${html.join('\n')}\n</body></html>\n`,
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
