import { expect, test } from 'vitest'
import { CivilDate, instantAt, weekdayOf } from './calendar.ts'
import { easterOf, holidayNameOn, holidaysOf, isHoliday, YearlyDay } from './holidays.ts'

const day = (text: string) => CivilDate.parse(text)

test.each([
  '2000-04-23',
  '2008-03-23',
  '2011-04-24',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2038-04-25',
])('Easter is on %s', (date) => {
  expect(easterOf(Number(date.slice(0, 4)))).toBe(date)
})

test('Easter is a Sunday between 22 March and 25 April, in each of four hundred years', () => {
  for (let year = 1900; year < 2300; year += 1) {
    const easter = easterOf(year)
    expect([weekdayOf(easter), easter.slice(5) >= '03-22', easter.slice(5) <= '04-25']).toEqual([7, true, true])
  }
})

test('the holidays of 2026 are twelve days of the law, and Easter by custom', () => {
  expect(holidaysOf(2026).map((holiday) => holiday.day.slice(5))).toEqual(
    '01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26'.split(' '),
  )
  expect(holidaysOf(2026).filter((holiday) => holiday.source === null)).toMatchObject([{ name: 'Pasqua' }])
})

test('San Francesco is a holiday from 2026 on', () => {
  expect([2025, 2026, 2027].map((year) => isHoliday(day(`${year}-10-04`)))).toEqual([false, true, true])
})

test('days that a law of 1977 took out are working days, a patron’s day is one where it is named', () => {
  expect(['2026-03-19', '2026-06-29', '2026-11-04'].some((date) => isHoliday(day(date)))).toBe(false)
  expect(isHoliday(day('2026-12-07'))).toBe(false)
  expect(isHoliday(day('2026-12-07'), [YearlyDay.parse('12-07')])).toBe(true)
  expect(YearlyDay.safeParse('02-30').success).toBe(false)
})

test('a time that is skipped in spring is the instant of the skip, one that comes twice in autumn is the first', () => {
  expect(instantAt(day('2026-03-29'), '01:59')).toBe('2026-03-29T00:59:00.000Z')
  expect(instantAt(day('2026-03-29'), '02:00')).toBe('2026-03-29T01:00:00.000Z')
  expect(instantAt(day('2026-03-29'), '02:30')).toBe('2026-03-29T01:00:00.000Z')
  expect(instantAt(day('2026-03-29'), '03:00')).toBe('2026-03-29T01:00:00.000Z')
  expect(instantAt(day('2026-10-25'), '02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(instantAt(day('2026-10-25'), '03:00')).toBe('2026-10-25T02:00:00.000Z')
  expect(instantAt(day('2026-12-31'), '24:00')).toBe('2026-12-31T23:00:00.000Z')
})

test('a day is told by the name of its holiday, a national one before that of the place', () => {
  const on = (day: string, patron: { day: YearlyDay; name: string } | null = null) =>
    holidayNameOn(day as CivilDate, patron)
  expect(['2026-04-06', '2026-06-02', '2027-04-25', '2027-03-29'].map((day) => on(day))).toEqual([
    'Lunedì dell’Angelo',
    'Festa della Repubblica',
    'Anniversario della Liberazione',
    'Lunedì dell’Angelo',
  ])
  expect(on('2026-06-03')).toBeUndefined()
  const ambrose = { day: YearlyDay.parse('12-07'), name: 'Sant’Ambrogio' }
  expect([on('2026-12-07', ambrose), on('2027-12-07', ambrose), on('2026-12-08', ambrose)]).toEqual([
    'Sant’Ambrogio',
    'Sant’Ambrogio',
    'Immacolata Concezione',
  ])
  const stephen = { day: YearlyDay.parse('12-26'), name: 'Un altro nome' }
  expect(on('2026-12-26', stephen)).toBe('Santo Stefano')
})
