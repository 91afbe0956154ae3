import { expect, test } from 'vitest'
import { addDays, type CivilDate, type PartialDate } from '../calendar.ts'
import { relations } from '../codes/relations.ts'
import { minorityOf } from './minority.ts'
import { NewRelative, NewSafeContact } from './ties-contract.ts'
import { relationBack, relativeProblem, safeContactProblem } from './ties-rules.ts'

const today = '2026-01-15' as CivilDate
const of = (birth: string, day = today) => minorityOf(birth as PartialDate, day)

test('somebody is a minor until the day before the eighteenth birthday', () => {
  expect(of('2008-01-16')).toEqual({ is: 'minor', age: 17, grownOn: '2026-01-16', soon: true })
  expect(of('2008-01-15')).toEqual({ is: 'adult', age: 18, grownOn: null, soon: false })
  expect(of('2010-06-01')).toMatchObject({ is: 'minor', age: 15, grownOn: '2028-06-01', soon: false })
  expect(minorityOf(null, today)).toEqual({ is: 'unknown', age: null, grownOn: null, soon: false })
})

test('who was born in a year or month that leaves it open may be a minor, and nobody takes her for grown', () => {
  expect(of('2008')).toMatchObject({ is: 'maybe', age: 17, grownOn: null, soon: false })
  expect(of('2008-01')).toMatchObject({ is: 'maybe', age: 17 })
  expect(of('2007')).toMatchObject({ is: 'adult', age: 18 })
  expect(of('2008-02')).toMatchObject({ is: 'minor', age: 17 })
  expect(of('2009')).toMatchObject({ is: 'minor', age: 16 })
  expect(of('2027')).toMatchObject({ age: 0 })
})

test('whoever was born on a 29 February is of age on 1 March, on both ways of telling', () => {
  for (let day = '2026-02-20' as CivilDate; day < '2026-03-05'; day = addDays(day, 1)) {
    const { is, grownOn } = of('2008-02-29', day)
    expect([day, is]).toEqual([day, day < '2026-03-01' ? 'minor' : 'adult'])
    if (is === 'minor') expect(grownOn).toBe('2026-03-01')
  }
  expect(of('2008-12', '2026-12-30' as CivilDate).is).toBe('maybe')
  expect(of('2008-12', '2026-12-31' as CivilDate).is).toBe('adult')
})

test('a tie seen from the other side and back again is the same', () => {
  for (const { code } of relations) expect(relationBack(relationBack(code))).toBe(code)
  expect(relationBack('child')).toBe('parent')
  expect(relationBack('guardian')).toBe('ward')
})

test('a way of reaching somebody is safe or never taken', () => {
  const wrong = (more: object) => safeContactProblem(NewSafeContact.parse({ no: 0, ...more }))
  expect(wrong({})).toBe(null)
  expect(wrong({ ways: ['chat'], never: ['call', 'letter'] })).toBe(null)
  expect(wrong({ ways: ['chat', 'call'], never: ['call'] })).toEqual({ field: 'never', code: 'does-not-fit' })
  expect(wrong({ ways: 'declined', never: ['call'] })).toBe(null)
})

test('a relative is a person of the desk or is told by name, not both, and is not the person herself', () => {
  const [me, you] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  const wrong = (more: object) => relativeProblem(NewRelative.parse({ no: 0, relation: 'child', ...more }), me, today)
  expect(wrong({ name: 'A' })).toBe(null)
  expect(wrong({ other: you })).toBe(null)
  expect(wrong({})).toEqual({ field: 'name', code: 'missing' })
  expect(wrong({ other: me })).toEqual({ field: 'other', code: 'does-not-fit' })
  expect(wrong({ other: you, name: 'A' })).toEqual({ field: 'name', code: 'does-not-fit' })
  expect(wrong({ other: you, birthDate: '2010' })).toEqual({ field: 'birthDate', code: 'does-not-fit' })
  expect(wrong({ name: 'A', birthDate: '2027' })).toEqual({ field: 'birthDate', code: 'date-future' })
  expect(wrong({ name: 'A', birthDate: '1800' })).toEqual({ field: 'birthDate', code: 'date-too-old' })
  expect(wrong({ name: 'A', withdrawn: true })).toEqual({ field: 'withdrawn', code: 'does-not-fit' })
})
