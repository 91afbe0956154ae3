import { expect, test } from 'vitest'
import { beside, differs, firstOpen, groupOf, partOf, signParts, signsOf, valuesOf, wrongPeriod } from './sign-parts.ts'

test('every question stands in one part, and the way through them leads from the first to the last and back', () => {
  for (const group of ['adult', 'minor'] as const) {
    const all = signParts.flatMap((part) => signsOf(part, group))
    const way = [all[0]]
    for (let next = beside(all[0] as never, group, 1); next; next = beside(next, group, 1)) way.push(next)
    expect(way).toEqual(all)
    expect(beside(all[0] as never, group, -1)).toBe(undefined)
  }
  expect(
    signParts.flatMap((part) => signsOf(part, 'adult').map((sign) => [part, partOf(sign)])).every(([a, b]) => a === b),
  ).toBe(true)
  expect(signsOf('exploitation', 'minor')).not.toContain('no-social-protection')
})

test('a part begins at the first question that nobody answered', () => {
  expect(firstOpen('penal', 'adult', new Set())).toBe('index-pay')
  expect(firstOpen('penal', 'adult', new Set(['index-pay']))).toBe('index-time')
  expect(firstOpen('penal', 'adult', new Set(signsOf('penal', 'adult')))).toBe('index-pay')
})

test('a person is a minor until the day of eighteen years; nobody is one because the birth is not known', () => {
  expect(groupOf('2008-01-16', '2026-01-15')).toBe('minor')
  expect(groupOf('2008-01-15', '2026-01-15')).toBe('adult')
  expect(groupOf('2008', '2026-01-15')).toBe('adult')
  expect(groupOf('2009', '2026-01-15')).toBe('minor')
  expect(groupOf(null, '2026-01-15')).toBe('adult')
})

test('a form that says what was answered is not saved again; a changed one is', () => {
  const last = { sign: 'index-pay', answer: 'yes', evidence: 'x', saidBy: 'person', periods: [] } as never
  expect(differs(valuesOf('index-pay', last), last)).toBe(false)
  expect(differs({ ...valuesOf('index-pay', last), evidence: 'y' }, last)).toBe(true)
  expect(differs(valuesOf('index-pay', undefined), undefined)).toBe(false)
})

test('a period wants two months in their order', () => {
  expect(wrongPeriod([{ from: '2025-01', until: '2025-03' }])).toBe(-1)
  expect(
    wrongPeriod([
      { from: '2025-01', until: '2025-03' },
      { from: '2025-04', until: '2025-03' },
    ]),
  ).toBe(1)
  expect(wrongPeriod([{ from: '1/2025', until: '2025-03' }])).toBe(0)
})
