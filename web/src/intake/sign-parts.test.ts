import { expect, test } from 'vitest'
import type { CivilDate, PartialDate } from '#model/calendar.ts'
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
  const of = (birth: string | null) => groupOf(birth as PartialDate | null, '2026-01-15' as CivilDate)
  expect(of('2008-01-16')).toBe('minor')
  expect(of('2008-01-15')).toBe('adult')
  // Who may be a minor is asked as one.
  expect(of('2008')).toBe('minor')
  expect(of('2007')).toBe('adult')
  expect(of(null)).toBe('adult')
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
