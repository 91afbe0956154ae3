import { formatDate } from '#model/calendar.ts'
import english from '#model/mails/letter-messages.en.json' with { type: 'json' }
import italian from '#model/mails/letter-messages.it.json' with { type: 'json' }
import { type MailLanguage, Notice, type NoticeKind, Question } from '#model/mails/notice.ts'
import { type Messages, speaker } from '#model/message-catalogue.ts'
import type { Letter } from '../platform/mail.ts'

const messages: Record<MailLanguage, Messages> = { it: italian, en: english }

type Words = Omit<Letter, 'id' | 'to'>

/** Where a notice leads that the home page does not tell of. */
const pages: Partial<Record<NoticeKind, string>> = { 'arrangement-ended': '/informative#accordi' }

/** A notice in words; the subject tells nothing. */
export function letterOf(given: Notice, language: MailLanguage): Words {
  const { kind, count, desk, origin } = Notice.parse(given)
  const say = speaker(messages[language], language)
  const address = `${origin}/${desk}${pages[kind] ?? ''}`
  return written(language, say('letter.subject'), address, [
    say(`letter.${kind}`, { count, desk }),
    say('letter.sign-in'),
    address,
    say('letter.why'),
  ])
}

const texts = {
  'service-still-true': { subject: 'letter.subject-question', open: 'letter.open', until: 'letter.until' },
  'referral-by-link': {
    subject: 'letter.subject-referral',
    open: 'letter.open-referral',
    until: 'letter.until-referral',
  },
  'referral-by-link-waits': {
    subject: 'letter.subject-referral',
    open: 'letter.open-again',
    until: 'letter.until-referral',
  },
  'referral-by-link-news': {
    subject: 'letter.subject-referral',
    open: 'letter.open-again',
    until: 'letter.until-referral',
  },
  'referral-by-link-withdrawn': { subject: 'letter.subject-referral', open: 'letter.opens-nothing', until: null },
} as const

/** A question to a body without an account in words, with the link to answer it. */
export function questionOf(given: Question, language: MailLanguage): Words {
  const { kind, network, desk, link, until } = Question.parse(given)
  const say = speaker(messages[language], language)
  const { subject, open, until: ends } = texts[kind]
  return written(language, say(subject), link, [
    say(`letter.${kind}`, { network, desk }),
    say(open, { desk }),
    ...(link === null ? [] : [link]),
    ...(ends === null ? [] : [say(ends, { day: formatDate(until, language) })]),
    say('letter.why'),
  ])
}

function written(language: MailLanguage, subject: string, address: string | null, parts: readonly string[]): Words {
  const html = parts.map((part) => `<p>${part === address ? `<a href="${address}">${address}</a>` : escaped(part)}</p>`)
  return {
    subject,
    text: `${parts.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><meta charset="utf-8"><title>${escaped(subject)}</title>\n<body>\n${html.join('\n')}\n</body></html>\n`,
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
