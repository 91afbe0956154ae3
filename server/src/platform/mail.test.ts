import * as tls from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { type Letter, type MailSettings, openPost } from './mail.ts'
import { certificate } from './testing-certificate.ts'
import { type Behaviour, readParts, type TestSmtp, testSmtp } from './testing-smtp.ts'

/** In Node since 24.5; the types are of 24.0. */
const { getCACertificates, setDefaultCACertificates } = tls as typeof tls & {
  setDefaultCACertificates(certificates: readonly string[]): void
}

let smtp: TestSmtp
afterEach(() => smtp.close())

const letter: Letter = {
  id: '0198aaaa-0000-7000-8000-000000000001',
  to: 'ada@example.it',
  subject: 'Varco: c’è un invio',
  text: 'Perché c’è un invio.\n.punto\n'.repeat(5),
  html: '<p>Perché c’è un invio.</p>',
}
const post = (more: Partial<MailSettings> = {}) =>
  openPost({
    url: `smtp://127.0.0.1:${smtp.port}`,
    from: 'varco@example.it',
    origin: 'https://varco.example.it',
    ...more,
  })

test('a letter is taken by the server: for one address, with an id that stays the same, as plain text and html', async () => {
  smtp = await testSmtp()
  expect([await post().send(letter), await post().send(letter)]).toEqual([null, null])
  expect(smtp.taken).toHaveLength(2)
  const [{ from, to, raw } = { from: '', to: [], raw: '' }] = smtp.taken
  expect(`${from} ${to}`).toMatch(/^mail from:<varco@example\.it> rcpt to:<ada@example\.it>$/i)
  for (const { raw } of smtp.taken)
    expect(raw).toMatch(/^message-id: <0198aaaa-0000-7000-8000-000000000001@example\.it>\r$/im)
  expect(raw).toMatch(/^auto-submitted: auto-generated\r$/im)
  expect(raw).toMatch(/^mime-version: 1\.0\r\n[\s\S]*multipart\/alternative[\s\S]+text\/plain[\s\S]+text\/html/im)
  expect(readParts(raw)).toEqual([letter.text, letter.html])
  // Seven bits and short lines, as every server takes them.
  expect(raw).toMatch(/^[\x20-\x7e\r\n]+$/)
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(100)
})

const misbehaviours: [string, Behaviour, string][] = [
  ['says nothing when it is called', { at: 'connect', does: 'hang' }, 'timeout'],
  ['says nothing in the middle', { at: 'RCPT', does: 'hang' }, 'timeout'],
  ['says nothing after the letter', { at: '.', does: 'hang' }, 'timeout'],
  ['refuses the caller', { at: 'connect', does: '554 no' }, 'refused'],
  ['refuses the address', { at: 'RCPT', does: '550 unknown' }, 'refused'],
  ['refuses the letter', { at: '.', does: '552 too much' }, 'refused'],
  ['has no time now', { at: 'MAIL', does: '451 later' }, 'busy'],
  ['dies when it is called', { at: 'connect', does: 'die' }, 'unreachable'],
  ['dies in the middle', { at: 'DATA', does: 'die' }, 'unreachable'],
  ['dies after the letter', { at: '.', does: 'die' }, 'unreachable'],
]
test.each(misbehaviours)('a server that %s is told, in bounded time', async (_, behaviour, problem) => {
  smtp = await testSmtp()
  smtp.behaviour = behaviour
  expect(await post({ deadline: 500 }).send(letter)).toBe(problem)
  expect(smtp.taken).toEqual([])
})

test.each(['hang', 'die'])('a server that took the letter and does not say goodbye (%s) has taken it', async (does) => {
  smtp = await testSmtp()
  smtp.behaviour = { at: 'QUIT', does }
  expect(await post({ deadline: 500 }).send(letter)).toBeNull()
  expect(smtp.taken).toHaveLength(1)
})

test('a server that is not there is told', async () => {
  smtp = await testSmtp()
  const gone = post()
  await smtp.close()
  expect(await gone.send(letter)).toBe('unreachable')
  smtp = await testSmtp()
})

test('a wrong password is told, and a right one opens', async () => {
  smtp = await testSmtp()
  const named = post({ url: `smtp://varco:p%40ss@127.0.0.1:${smtp.port}` })
  expect(await named.send(letter)).toBeNull()
  smtp.behaviour = { at: 'AUTH', does: '535 no' }
  expect(await named.send(letter)).toBe('sign-in')
})

test('a certificate that nobody vouches for is refused, one that is known is not', async () => {
  smtp = await testSmtp(certificate)
  const secure = () => post({ url: `smtps://localhost:${smtp.port}`, deadline: 5_000 }).send(letter)
  expect(await secure()).toBe('insecure')
  expect(smtp.taken).toEqual([])
  const known = getCACertificates('default')
  setDefaultCACertificates([...known, certificate.cert])
  try {
    expect(await secure()).toBeNull()
  } finally {
    setDefaultCACertificates(known)
  }
  expect(smtp.taken).toHaveLength(1)
})
