import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distinctPeriods } from '../periods.ts'
import { type GivenSign, stands, weighSigns } from './sign-rules.ts'
import { forcedLabourSigns, iloIndicators, type Sign, signDimensions, signs } from './signs.ts'

const yes = (...codes: Sign[]): GivenSign[] => codes.map((sign) => ({ sign, answer: 'yes', periods: [] }))

describe('the rule of a dimension', () => {
  test.each([
    [2, 0, 0, true],
    [1, 0, 1, true],
    [1, 0, 0, false],
    [0, 3, 0, true],
    [0, 2, 1, true],
    [0, 2, 0, false],
    [0, 1, 5, false],
    [0, 0, 9, false],
    [1, 1, 0, true],
  ])('%i strong, %i medium, %i weak: %s', (strong, medium, weak, expected) => {
    expect(stands({ strong, medium, weak })).toBe(expected)
  })
})

test('the list is the published one: 67 indicators in six dimensions, 65 of them for minors, leading to all eleven', () => {
  const of = (dimension: string) => iloIndicators.filter((each) => each.dimension === dimension)
  expect(signDimensions.map((each) => of(each).length)).toEqual([10, 10, 16, 9, 15, 7])
  expect(iloIndicators.filter(({ minor }) => minor !== null)).toHaveLength(65)
  expect(new Set(iloIndicators.flatMap(({ leadsTo }) => leadsTo)).size).toBe(forcedLabourSigns.length)
  expect(new Set(signs).size).toBe(signs.length)
  const adults = (weight: string) => signDimensions.map((each) => of(each).filter((one) => one.adult === weight).length)
  expect([adults('strong'), adults('weak')]).toEqual([
    [1, 1, 0, 1, 4, 0],
    [1, 0, 2, 1, 1, 2],
  ])
})

test('repeated asks for two periods without a common month, however they are told', () => {
  const period = (from: string, until = from) => ({ from, until })
  expect(distinctPeriods([])).toBe(0)
  expect(distinctPeriods([period('2025-01', '2025-12')])).toBe(1)
  expect(distinctPeriods([period('2025-01'), period('2025-01')])).toBe(1)
  expect(distinctPeriods([period('2025-01', '2025-06'), period('2025-03'), period('2025-06')])).toBe(2)
  expect(distinctPeriods([period('2025-02'), period('2025-01')])).toBe(2)
  const pay = (periods: { from: string; until: string }[]) =>
    weighSigns([{ sign: 'index-pay', answer: 'yes', periods }], 'adult').penal
  expect(pay([period('2025-01', '2025-09')])).toEqual([
    { sign: 'index-pay', part: 'index', periods: 1, repeated: false },
  ])
  expect(pay([period('2025-01'), period('2025-02')])[0]?.repeated).toBe(true)
  expect(weighSigns(yes('index-safety'), 'adult').penal[0]?.repeated).toBe(null)
})

const answers = fc.array(
  fc.record({ sign: fc.constantFrom(...signs), answer: fc.constantFrom('yes', 'no', 'not_asked', 'declined') }),
  { maxLength: 60 },
)
const group = fc.constantFrom('adult', 'minor')
const given = (each: { sign: Sign; answer: string }[]) =>
  [...new Map(each.map((one) => [one.sign, { ...one, periods: [] }])).values()] as GivenSign[]

test('one more "yes" never takes a sign, a dimension or an indicator away', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom(...signs), group, (some, more, of) => {
      const before = weighSigns(given(some), of)
      const after = weighSigns(given([...some, { sign: more, answer: 'yes' }]), of)
      for (const [at, each] of before.dimensions.entries())
        expect(after.dimensions[at]?.stands || !each.stands, each.dimension).toBe(true)
      const codes = (result: typeof before) => [...result.penal, ...result.forcedLabour].map(({ sign }) => sign)
      expect(codes(after)).toEqual(expect.arrayContaining(codes(before)))
      if (before.pattern !== null) expect(after.pattern).not.toBe(null)
    }),
  )
})

test('not asked, declined and nothing at all weigh the same, and are not counted as answered; "no" is', () => {
  fc.assert(
    fc.property(answers, group, (some, of) => {
      const known = given(some)
      const asked = known.filter(({ answer }) => answer === 'yes' || answer === 'no')
      expect(weighSigns(known, of)).toEqual(weighSigns(asked, of))
      const answered = weighSigns(known, of).dimensions.reduce((sum, each) => sum + each.answered, 0)
      const inList = iloIndicators.filter((each) => each[of] !== null).map(({ code }) => code as Sign)
      expect(answered).toBe(asked.filter(({ sign }) => inList.includes(sign)).length)
    }),
  )
})

test('what stands comes together as the source combines it, and exploitation is always part of it', () => {
  const exploited: Sign[] = ['excessive-hours', 'low-pay']
  const pattern = (codes: Sign[], of: 'adult' | 'minor' = 'adult') => weighSigns(yes(...codes), of).pattern
  expect(pattern(['papers-taken', 'violence'])).toBe(null)
  expect(pattern(exploited)).toBe('exploitation')
  const deceived: Sign[] = ['deceived-about-job', 'deceived-about-pay']
  expect(pattern([...exploited, ...deceived])).toBe('deception')
  expect(pattern([...exploited, ...deceived, 'papers-taken', 'debt-bondage'])).toBe('coercion')
  expect(pattern([...exploited, 'papers-taken', 'debt-bondage'])).toBe('exploitation')
  expect(pattern(exploited, 'minor')).toBe('minor')
})

test('a minor has other weights: what is weak or medium for adults may be strong, what is not in the list does not count', () => {
  const of = (codes: Sign[], group: 'adult' | 'minor', dimension: string) =>
    weighSigns(yes(...codes), group).dimensions.find((each) => each.dimension === dimension)
  const schooling: Sign[] = ['deceived-about-schooling', 'deceived-about-pay']
  expect(of(schooling, 'adult', 'deceptive-recruitment')?.stands).toBe(false)
  expect(of(schooling, 'minor', 'deceptive-recruitment')?.stands).toBe(true)
  expect(of(['no-social-protection'], 'minor', 'exploitation')).toMatchObject({ medium: 0, because: [], of: 8 })
})
