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
