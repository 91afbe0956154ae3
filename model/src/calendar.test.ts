import { expect, test } from 'vitest'
import {
  addDays,
  CivilDate,
  daysBetween,
  formatDate,
  formatInstant,
  formatPartialDate,
  monthsBetween,
  PartialDate,
  parseBirthDate,
  parseDate,
  today,
} from './calendar.ts'

const day = CivilDate.parse('2025-06-10')

test.each([
  ['3/5/85', '1985-05-03'],
  ['05-05-2025', '2025-05-05'],
  ['2025-05-07', '2025-05-07'],
  ['15.5.2025', '2025-05-15'],
  [' 15/5/2025 ', '2025-05-15'],
  ['1/1/25', '2025-01-01'],
  ['1/1/26', '1926-01-01'],
  ['29/02/2024', '2024-02-29'],
  ['oggi', '2025-06-10'],
  ['Domani', '2025-06-11'],
  ['dopodomani', '2025-06-12'],
  ['Ieri', '2025-06-09'],
  ['today', '2025-06-10'],
  ['yesterday', '2025-06-09'],
])('%s is read as %s', (text, date) => {
  expect(parseDate(text, day)).toEqual({ ok: true, date })
})

test.each([
  ['31/02/2025', 'no-such-day'],
  ['29/02/2025', 'no-such-day'],
  ['5/13/2025', 'no-such-day'],
  ['2025-13-01', 'no-such-day'],
  ['12/5', 'no-year'],
  ['', 'not-a-date'],
  ['domani l’altro', 'not-a-date'],
  ['constructor', 'not-a-date'],
  ['1/2/20255', 'not-a-date'],
])('%s is refused: %s', (text, reason) => {
  expect(parseDate(text, day)).toEqual({ ok: false, reason })
})

test('a birth may be known by the year or the month alone, and is never in the future', () => {
  expect(parseBirthDate('1985', day)).toEqual({ ok: true, date: '1985' })
  expect(parseBirthDate('5/1985', day)).toEqual({ ok: true, date: '1985-05' })
  expect(parseBirthDate('1985-05', day)).toEqual({ ok: true, date: '1985-05' })
  expect(parseBirthDate('3/5/85', day)).toEqual({ ok: true, date: '1985-05-03' })
  expect(parseBirthDate('13/1985', day)).toEqual({ ok: false, reason: 'no-such-day' })
  expect(parseBirthDate('11/06/2025', day)).toEqual({ ok: false, reason: 'future' })
  expect(parseBirthDate('1/1/1885', day)).toEqual({ ok: false, reason: 'too-old' })
  expect(PartialDate.safeParse('1985-02-30').success).toBe(false)
  expect(PartialDate.safeParse('85').success).toBe(false)
})

test('the day is the one in Rome, also when UTC is still on the day before', () => {
  expect(today('2025-06-09T22:30:00Z')).toBe('2025-06-10')
  expect(today('2025-12-31T22:59:59Z')).toBe('2025-12-31')
  expect(formatInstant('2025-06-09T22:30:00Z', 'it')).toContain('00:30')
})

test('days and months are counted over the ends of years', () => {
  expect(addDays(CivilDate.parse('2024-12-31'), 60)).toBe('2025-03-01')
  expect(daysBetween(CivilDate.parse('2025-03-01'), CivilDate.parse('2025-04-01'))).toBe(31)
  expect(monthsBetween(CivilDate.parse('2024-11-30'), CivilDate.parse('2025-02-01'))).toEqual([
    '2024-11',
    '2024-12',
    '2025-01',
    '2025-02',
  ])
  expect(monthsBetween(day, CivilDate.parse('2025-05-31'))).toEqual([])
})

test('dates are written day first in both languages', () => {
  expect(formatDate(CivilDate.parse('2025-05-07'), 'it')).toBe('7 maggio 2025')
  expect(formatDate(CivilDate.parse('2025-05-07'), 'en')).toBe('7 May 2025')
  expect(formatPartialDate(PartialDate.parse('1985-05'), 'it')).toBe('maggio 1985')
  expect(formatPartialDate(PartialDate.parse('1985'), 'it')).toBe('1985')
})
