import { expect, test } from 'vitest'
import english from '#model/mails/letter-messages.en.json' with { type: 'json' }
import italian from '#model/mails/letter-messages.it.json' with { type: 'json' }
import { MailKind, MailLanguage, type Notice } from '#model/mails/notice.ts'
import { letterOf } from './letter.ts'

const notice = (kind: MailKind, count = 1): Notice => ({
  kind,
  count,
  desk: 'pua-uno',
  origin: 'https://varco.example.it',
})

test('every kind is said in both languages, and no text is there for nothing', () => {
  expect(Object.keys(english)).toEqual(Object.keys(italian))
  const kinds = Object.keys(italian).filter((key) => !/subject|sign-in|why/.test(key))
  expect(kinds).toEqual(MailKind.options.map((kind) => `letter.${kind}`))
})

test('a mail holds its fixed texts, a figure, the code of the desk and the address, and nothing else', () => {
  for (const kind of MailKind.options)
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
