import { expect, test } from 'vitest'
import { readEnvironment } from './config.ts'

const whole = {
  VARCO_DATABASE_URL: 'postgresql://varco_app:x@127.0.0.1:5432/varco',
  VARCO_PLATFORM_URL: 'postgresql://varco_platform:x@127.0.0.1:5432/varco',
  VARCO_KEY_FILE: '/etc/varco/key.json',
  VARCO_ORIGIN: 'https://varco.example.it',
}

test('an environment with what is needed is read, with defaults for the rest', () => {
  expect(readEnvironment(whole)).toMatchObject({ VARCO_PORT: 8080, VARCO_HOST: '127.0.0.1', VARCO_IDLE_MINUTES: 60 })
})

test('every missing or wrong value is told in a line of its own, and no value is repeated', () => {
  const refusal = () =>
    readEnvironment({ VARCO_ORIGIN: 'https://varco.example.it/path', VARCO_PORT: 'secret-port', VARCO_KEY_FILE: '/k' })
  expect(refusal).toThrow(
    /^VARCO_DATABASE_URL is missing: .+\nVARCO_PLATFORM_URL is missing: .+\nVARCO_ORIGIN is not right: .+\nVARCO_PORT is not right: /,
  )
  expect(refusal).not.toThrow(/secret-port/)
})

test('an origin without TLS is for this machine alone', () => {
  expect(() => readEnvironment({ ...whole, VARCO_ORIGIN: 'http://varco.example.it' })).toThrow(/https/)
  expect(readEnvironment({ ...whole, VARCO_ORIGIN: 'http://127.0.0.1:8080' }).VARCO_ORIGIN).toBe(
    'http://127.0.0.1:8080',
  )
})

test('where the scanner listens is a name or address with its port', () => {
  const read = (at: string) => readEnvironment({ ...whole, VARCO_CLAMD: at }).VARCO_CLAMD
  expect(read('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 })
  expect(read('clamav.internal:3310')).toEqual({ host: 'clamav.internal', port: 3310 })
  expect(read('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  for (const wrong of ['127.0.0.1', '127.0.0.1:0', '127.0.0.1:65536', 'tcp://127.0.0.1:3310', '::1:3310', ':3310'])
    expect(() => read(wrong), wrong).toThrow(/^VARCO_CLAMD is not right/)
})

test('mails go out by TLS, or through this machine; address and sender go together', () => {
  const from = { VARCO_MAIL_FROM: 'varco@example.it' }
  const read = (url: string) => readEnvironment({ ...whole, ...from, VARCO_SMTP_URL: url }).VARCO_SMTP_URL
  for (const url of [
    'smtps://varco:secret@mail.example.it',
    'smtp://localhost',
    'smtp://u:p@127.0.0.1:2525',
    'smtp://[::1]:25',
  ])
    expect(read(url)).toBe(url)
  for (const url of [
    'smtp://mail.example.it',
    'smtp://localhost.example.it',
    'smtp://127.0.0.1:25@mail.example.it',
    'http://localhost',
  ])
    expect(() => read(url), url).toThrow(/^VARCO_SMTP_URL is not right/)
  expect(() => readEnvironment({ ...whole, ...from })).toThrow(/go together/)
  expect(() => readEnvironment({ ...whole, VARCO_SMTP_URL: 'smtps://mail.example.it' })).toThrow(/go together/)
})
