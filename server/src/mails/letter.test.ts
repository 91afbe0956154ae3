import { expect, test } from 'vitest'
import english from '#model/mails/letter-messages.en.json' with { type: 'json' }
import italian from '#model/mails/letter-messages.it.json' with { type: 'json' }
import { LinkKind, MailKind, MailLanguage, type Notice, NoticeKind } from '#model/mails/notice.ts'
import { letterOf, questionOf } from './letter.ts'

const notice = (kind: NoticeKind, count = 1): Notice => ({
  kind,
  count,
  desk: 'pua-uno',
  origin: 'https://varco.example.it',
})

test('every kind is said in both languages, and no text is there for nothing', () => {
  expect(Object.keys(english)).toEqual(Object.keys(italian))
  const kinds = Object.keys(italian).filter((key) => !/subject|sign-in|why|open|until/.test(key))
  expect(kinds).toEqual(MailKind.options.map((kind) => `letter.${kind}`))
})

test('a mail holds its fixed texts, a figure, the code of the desk and the address, and nothing else', () => {
  for (const kind of NoticeKind.options)
    for (const language of MailLanguage.options) {
      const [one, other] = [
        letterOf(notice(kind, 7), language),
        letterOf({ ...notice(kind, 8), desk: 'pua-due' }, language),
      ]
      const same = (text: string) => text.replaceAll('7', '8').replaceAll('pua-uno', 'pua-due')
      expect([one.subject, same(one.text), same(one.html)]).toEqual([other.subject, other.text, other.html])
      expect(one.subject).toBe(letterOf(notice('services-stale'), language).subject)
    }
})

test('one and many are told apart', () => {
  expect(letterOf(notice('referrals-waiting'), 'it').text).toMatch(/^Sportello pua-uno: un invio aspetta risposta\.\n/)
  expect(letterOf(notice('referrals-waiting', 3), 'en').text).toMatch(
    /^Desk pua-uno: 3 referrals wait for an answer\.\n/,
  )
  expect(letterOf(notice('referrals-waiting'), 'it').html).toContain('<a href="https://varco.example.it/pua-uno">')
})

test('a notice leads to the home page, and to the arrangements where one was ended: the home page does not tell of that', () => {
  for (const kind of NoticeKind.options) {
    const address = `https://varco.example.it/pua-uno${kind === 'arrangement-ended' ? '/informative#accordi' : ''}`
    expect(letterOf(notice(kind), 'it').html).toContain(`<a href="${address}">${address}</a>`)
    expect(letterOf(notice(kind), 'en').text.split('\n')).toContain(address)
  }
})

test('nothing that is not a code or a figure gets into a mail', () => {
  const wrongs: object[] = [
    { name: 'Amina Diallo' },
    { count: '1 Amina' },
    { count: 0.5 },
    { desk: 'Amina Diallo' },
    { desk: 'a\r\nBcc: x@example.it' },
    { kind: 'Amina' },
    { origin: 'javascript:alert(1)' },
  ]
  for (const wrong of wrongs) expect(() => letterOf({ ...notice('referrals-waiting'), ...wrong }, 'it')).toThrow()
})

const question = {
  kind: 'service-still-true',
  network: 'Rete di prova',
  desk: 'Sportello <uno>',
  link: 'https://varco.example.it/vero/x',
  until: '2026-02-05',
}

test('a question says who asks, holds the link once in each form, and not which entry it is about', () => {
  const each = MailLanguage.options.flatMap((language) => LinkKind.options.map((kind) => [language, kind] as const))
  for (const [language, kind] of each) {
    const { subject, text, html } = questionOf({ ...question, kind } as never, language)
    expect(subject).not.toContain('uno')
    expect(text).toContain('Rete di prova')
    expect(text.split(question.link)).toHaveLength(2)
    expect(html).toContain(`<a href="${question.link}">${question.link}</a>`)
    expect(html).toContain('Sportello &lt;uno>')
    expect(text).toContain('5 ')
  }
  for (const language of MailLanguage.options) {
    const { text } = questionOf({ ...question, kind: 'referral-by-link-waits', link: null } as never, language)
    expect(text).toContain('Rete di prova')
    expect(text).not.toContain('http')
  }
  for (const wrong of [{ link: 'javascript:alert(1)' }, { entry: 'Amina Diallo' }, { desk: '' }])
    expect(() => questionOf({ ...question, ...wrong } as never, 'it')).toThrow()
})
