import { expect, test } from 'vitest'
import { DecisionFact, PaymentFact } from '#model/intake/arrival-contract.ts'
import {
  arrivalValues,
  decisionValues,
  employersChosen,
  inOrder,
  isTold,
  paymentValues,
  readArrival,
  readDecision,
  readPayment,
  sumsOf,
} from './arrival-values.ts'

const written = { by: 'x', at: '2026-01-15T09:00:00.000Z' }
const payment = (more: object = {}) =>
  PaymentFact.parse({ no: 1, amount: 850_050, to: 'employer', paidOn: '2025-04', ...written, ...more })
const decision = (more: object = {}) =>
  DecisionFact.parse({
    ...{ no: 1, what: 'permit-18', outcome: 'granted', body: 'questura', source: 'document-seen', why: '' },
    ...written,
    ...more,
  })

test('a form says again what was written, and reads as it was', () => {
  const values = paymentValues('a', payment())
  expect(values).toMatchObject({ amount: '8500,50', currency: 'EUR', paidOn: '4/2025', things: 'not_asked' })
  const { by: _, at: __, ...fact } = payment()
  expect(readPayment(values)).toEqual({ ok: true, body: fact })
})

test('what is missing or is no amount and no date is named', () => {
  const wrong = (values: object) => readPayment({ ...paymentValues(null, undefined), ...values })
  expect(wrong({})).toEqual({ ok: false, wrong: { to: 'field.missing' } })
  expect(wrong({ to: 'employer' })).toMatchObject({ ok: true, body: { amount: null } })
  for (const amount of ['8.500', '350,500', '1234,560'])
    expect(wrong({ to: 'employer', amount })).toEqual({ ok: false, wrong: { amount: 'arrival.amount-two-ways' } })
  for (const amount of ['tanto', '0'])
    expect(wrong({ to: 'employer', amount })).toEqual({ ok: false, wrong: { amount: 'arrival.wrong-amount' } })
  expect(wrong({ to: 'employer', paidOn: '13/2025' })).toMatchObject({ wrong: { paidOn: 'field.no-such-day' } })
  expect(readArrival(arrivalValues(undefined))).toEqual({ ok: false, wrong: { way: 'field.missing' } })
  const came = { ...arrivalValues(undefined), way: 'declined' as const, since: '2024' }
  expect(readArrival(came)).toMatchObject({ ok: true, body: { way: 'declined', since: '2024', no: 0 } })
})

test('of the employer what is chosen last holds, and what cannot stand beside it goes', () => {
  expect(employersChosen(['never-met', 'asked-money'], ['never-met', 'asked-money', 'as-agreed'])).toEqual([
    'asked-money',
    'as-agreed',
  ])
  expect(employersChosen(['as-agreed'], ['as-agreed', 'never-met'])).toEqual(['never-met'])
  expect(employersChosen(['never-met', 'other'], ['never-met', 'other', 'unknown'])).toEqual(['unknown'])
  expect(employersChosen(['never-met', 'vanished'], ['vanished'])).toEqual(['vanished'])
  expect(employersChosen('not_asked', ['unknown'])).toEqual(['unknown'])
  expect(employersChosen(['unknown'], 'declined')).toBe('declined')
})

test('who saw a document is told only where there is one', () => {
  const values = { ...decisionValues('a', decision({ seenBy: 'Anna' })), why: 'x' }
  expect(readDecision(values)).toMatchObject({ ok: true, body: { seenBy: 'Anna' } })
  expect(readDecision({ ...values, source: 'told-by-person' })).toMatchObject({ ok: true, body: { seenBy: '' } })
})

test('a decision keeps no outcome of another kind, and a correction says why', () => {
  const values = decisionValues('a', decision())
  expect(readDecision(values)).toEqual({ ok: false, wrong: { why: 'field.missing' } })
  expect(readDecision({ ...values, why: ' Letto male ' })).toMatchObject({
    ok: true,
    body: { no: 1, why: 'Letto male' },
  })
  const other = { ...values, what: 'injured-party' as const, why: 'x' }
  expect(readDecision(other)).toMatchObject({ ok: true, body: { outcome: null } })
  expect(readDecision(decisionValues(null, undefined))).toEqual({
    ok: false,
    wrong: { what: 'field.missing', body: 'field.missing', source: 'field.missing' },
  })
})

test('sums are by currency, of what holds and is known', () => {
  const of = (...history: PaymentFact[]) => ({ id: 'x', history })
  const all = [
    of(payment()),
    of(payment({ amount: 100 })),
    of(payment({ currency: 'BDT' })),
    of(payment({ amount: null })),
    of(payment({ withdrawn: true }), payment()),
  ]
  expect(sumsOf(all)).toEqual([
    ['EUR', 850_150],
    ['BDT', 850_050],
  ])
  expect(inOrder([all[4], all[0]] as typeof all).map(({ latest }) => latest.withdrawn)).toEqual([false, true])
})

test('not asked, declined and none are worth no line of their own', () => {
  expect(['not_asked', 'declined', [], ['visa'], 'yes'].map(isTold)).toEqual([false, false, false, true, true])
})
