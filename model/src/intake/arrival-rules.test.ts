import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { currencies } from '../codes/currencies.ts'
import { DecisionSource, decisions } from '../codes/decisions.ts'
import { NewArrival, NewDecision, NewPayment } from './arrival-contract.ts'
import {
  arrivalMayBeSign,
  arrivalProblem,
  decisionProblem,
  employersClash,
  isIndicative,
  isOnlyTold,
  nameAsTold,
  outcomesOf,
  paymentMayBeSign,
  paymentProblem,
} from './arrival-rules.ts'

const today = '2026-01-15' as CivilDate
const arrival = (more: object = {}) => NewArrival.parse({ no: 0, way: 'quota-seasonal', ...more })
const payment = (more: object = {}) => NewPayment.parse({ no: 0, amount: 850_000, to: 'intermediary-here', ...more })
const decision = (more: object = {}) =>
  NewDecision.parse({ no: 0, what: 'injured-party', body: 'prosecutor', source: 'document-seen', ...more })

test('a month or a year that has begun is not to come; the next one is', () => {
  const wrong = (since: string) => arrivalProblem(arrival({ since }), today)
  for (const since of ['2026', '2026-01', '2026-01-15', '2024-06']) expect([since, wrong(since)]).toEqual([since, null])
  for (const since of ['2027', '2026-02', '2026-01-16'])
    expect([since, wrong(since)]).toEqual([since, { field: 'since', code: 'date-future' }])
  expect(arrivalProblem(arrival(), today)).toBe(null)
  expect(paymentProblem(payment({ paidOn: '2026-03' }), today)).toEqual({ field: 'paidOn', code: 'date-future' })
  expect(paymentProblem(payment({ paidOn: '2025' }), today)).toBe(null)
})

test('a year before anybody was born is none', () => {
  expect(arrivalProblem(arrival({ since: '0001' }), today)).toEqual({ field: 'since', code: 'date-too-old' })
  expect(arrivalProblem(arrival({ since: '1899-12' }), today)).toEqual({ field: 'since', code: 'date-too-old' })
  expect(arrivalProblem(arrival({ since: '1900' }), today)).toBe(null)
  expect(paymentProblem(payment({ paidOn: '0999-01-01' }), today)).toEqual({ field: 'paidOn', code: 'date-too-old' })
  expect(decisionProblem(decision({ decidedOn: '0100' }), today)).toEqual({ field: 'decidedOn', code: 'date-too-old' })
})

test('answers on the employer that cannot both hold are refused together', () => {
  const wrong = (...employer: string[]) => arrivalProblem(arrival({ employer }), today)
  const refused = { field: 'employer', code: 'does-not-fit' }
  for (const each of [
    ['never-met', 'as-agreed', 'unknown'],
    ['unknown', 'other'],
    ['as-agreed', 'never-met'],
    ['never-signed', 'as-agreed'],
    ['vanished', 'vanished'],
  ])
    expect([each, wrong(...each)]).toEqual([each, refused])
  for (const each of [
    ['unknown'],
    ['as-agreed', 'asked-money'],
    ['as-agreed', 'vanished'],
    ['never-met', 'vanished'],
    [],
  ])
    expect([each, wrong(...each)]).toEqual([each, null])
  expect(employersClash('other', 'unknown')).toBe(employersClash('unknown', 'other'))
})

test('a thing is said once, and what is new is not yet taken back', () => {
  expect(paymentProblem(payment({ things: ['visa', 'visa'] }), today)).toEqual({
    field: 'things',
    code: 'does-not-fit',
  })
  expect(paymentProblem(payment({ raised: ['debt', 'debt'] }), today)).toEqual({
    field: 'raised',
    code: 'does-not-fit',
  })
  const refused = { field: 'withdrawn', code: 'does-not-fit' }
  expect(paymentProblem(payment({ withdrawn: true }), today)).toEqual(refused)
  expect(paymentProblem(payment({ withdrawn: true, no: 1 }), today)).toBe(null)
  expect(decisionProblem(decision({ withdrawn: true }), today)).toEqual(refused)
  expect(decisionProblem(decision({ withdrawn: true, no: 1, why: 'x' }), today)).toBe(null)
})

test('what is only told is told as such, and nobody has seen it', () => {
  expect(DecisionSource.options.filter(isOnlyTold)).toEqual(['told-by-person', 'told-by-body'])
  expect(nameAsTold('Protezione', 'Lo dice la persona', 'it')).toBe('Protezione – lo dice la persona')
  const wrong = (source: string) => decisionProblem(decision({ source, seenBy: 'Anna' }), today)
  for (const source of ['document-seen', 'document-held']) expect(wrong(source)).toBe(null)
  for (const source of ['statement', 'told-by-person', 'told-by-body'])
    expect(wrong(source)).toEqual({ field: 'seenBy', code: 'does-not-fit' })
})

test('not asked and declined are answers, of how somebody came too', () => {
  expect(arrival({ way: 'declined' })).toMatchObject({ way: 'declined', employer: 'not_asked', since: null })
  expect(payment({ amount: null })).toMatchObject({ amount: null, currency: 'EUR', debtLeft: 'not_asked' })
})

test('an amount is a whole number of hundredths, more than nothing, in a currency of the list', () => {
  for (const amount of [0, -1, 0.5, 1e14, '1']) expect(() => payment({ amount })).toThrow()
  expect(() => payment({ currency: 'ITL' })).toThrow()
  expect(payment({ currency: 'BDT' }).currency).toBe('BDT')
  expect([currencies[0], new Set(currencies).size]).toEqual(['EUR', currencies.length])
  expect(currencies.slice(1)).toEqual(currencies.slice(1).sort())
  for (const code of currencies) expect(code).toMatch(/^[A-Z]{3}$/)
})

test('a decision has an outcome exactly where one can be told', () => {
  const wrong = (more: object) => decisionProblem(decision(more), today)
  expect(wrong({})).toBe(null)
  expect(wrong({ outcome: 'granted' })).toEqual({ field: 'outcome', code: 'does-not-fit' })
  expect(wrong({ what: 'permit-18-ter' })).toEqual({ field: 'outcome', code: 'missing' })
  expect(wrong({ what: 'permit-18-ter', outcome: 'recognised' })).toEqual({ field: 'outcome', code: 'does-not-fit' })
  expect(wrong({ what: 'permit-18-ter', outcome: 'revoked' })).toBe(null)
  expect(outcomesOf('international-protection')).toEqual(['recognised', 'not-recognised'])
})

test('a body or a decision that is in no list is told in words', () => {
  const wrong = (more: object) => decisionProblem(decision(more), today)
  expect(wrong({ body: 'other' })).toEqual({ field: 'bodyName', code: 'missing' })
  expect(wrong({ body: 'other', bodyName: 'A consulate' })).toBe(null)
  expect(wrong({ what: 'other' })).toEqual({ field: 'text', code: 'missing' })
  expect(wrong({ what: 'other', text: 'An order' })).toBe(null)
})

test('what replaces a record says why', () => {
  const wrong = (more: object) => decisionProblem(decision(more), today)
  expect(wrong({ no: 1 })).toEqual({ field: 'why', code: 'missing' })
  expect(wrong({ no: 1, why: 'The wrong court' })).toBe(null)
  expect(wrong({ decidedOn: '2026-02' })).toEqual({ field: 'decidedOn', code: 'date-future' })
})

test('a debt to those who give work, and money to the employer, may be a sign; a loan is none by itself', () => {
  expect(paymentMayBeSign(payment())).toBe(false)
  expect(paymentMayBeSign(payment({ raised: ['loan'] }))).toBe(false)
  expect(paymentMayBeSign(payment({ raised: ['savings', 'debt'] }))).toBe(true)
  expect(paymentMayBeSign(payment({ to: 'employer' }))).toBe(true)
  expect(arrivalMayBeSign(arrival({ employer: ['never-signed', 'asked-money'] }))).toBe(true)
  expect(arrivalMayBeSign(arrival({ employer: ['vanished'] }))).toBe(false)
  expect(arrivalMayBeSign(arrival({ employer: 'declined' }))).toBe(false)
})

test('names that nobody held against the law are marked', () => {
  expect(isIndicative('permit-18-ter')).toBe(false)
  expect(isIndicative('formal-identification')).toBe(true)
  expect(decisions.filter(({ indicative }) => !indicative).length).toBe(5)
})
