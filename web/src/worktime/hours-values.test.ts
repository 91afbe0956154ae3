import { expect, test } from 'vitest'
import { type HoursValues, isOneDay, lengthOf, nextHours, noHours, readHours, withDays } from './hours-values.ts'

const turn = (start: string, end: string, pause = '') => ({ start, end, pause })
const values = (more: Partial<HoursValues>): HoursValues => ({
  ...noHours,
  ...{ from: '3/3/2025', until: '9/3/2025', worked: ['1', '2', '3', '4', '5'], saidBy: 'person' },
  turns: [turn('8', '17.30', '60')],
  ...more,
})

test('times are read as people write them; an empty break was not said, and midnight may be 24', () => {
  expect(readHours(values({ free: ['7'], turns: [turn('8', '13:00'), turn('1830', '24', '0')] }))).toMatchObject({
    ok: true,
    body: {
      ...{ from: '2025-03-03', until: '2025-03-09', worked: [1, 2, 3, 4, 5], free: [7] },
      turns: [
        { start: '08:00', end: '13:00', pause: null },
        { start: '18:30', end: '00:00', pause: 0 },
      ],
    },
  })
})

test('one day alone names its own weekday, worked or free, whatever days were chosen for a period', () => {
  for (const until of ['', '8/3/2025']) {
    const one = values({ from: '8/3/2025', until, day: 'worked' })
    expect(isOneDay(one)).toBe(true)
    expect(readHours(one)).toMatchObject({ body: { from: '2025-03-08', until: '2025-03-08', worked: [6], free: [] } })
    expect(readHours({ ...one, day: 'free' })).toMatchObject({ body: { worked: [], free: [6], turns: [] } })
  }
  expect(isOneDay(values({}))).toBe(false)
})

test('what is missing or wrong is said at its field', () => {
  const wrong = (more: Partial<HoursValues>) => {
    const read = readHours(values(more))
    return read.ok ? {} : read.wrong
  }
  expect(wrong({ from: '' })).toEqual({ from: 'field.missing' })
  expect(wrong({ until: '31/2/2025' })).toEqual({ until: 'field.no-such-day' })
  expect(wrong({ until: '1/3/2025' })).toEqual({ until: 'worktime.wrong.before' })
  expect(wrong({ until: '5/3/2025' })).toEqual({ worked: 'worktime.wrong.not-inside' })
  expect(wrong({ worked: [] })).toEqual({ worked: 'field.missing' })
  expect(wrong({ turns: [turn('', '25', 'x')] })).toEqual({
    'start-0': 'field.missing',
    'end-0': 'field.time',
    'pause-0': 'field.invalid',
  })
  expect(wrong({ turns: [turn('8', '12'), turn('11', '13')] })).toEqual({ 'start-1': 'worktime.wrong.overlaps' })
  expect(wrong({ turns: [turn('8', '9', '60')] })).toEqual({ 'pause-0': 'worktime.wrong.pause-too-long' })
})

test('nothing is chosen that nobody chose: days, whether a day was worked, and who said so are asked for', () => {
  const wrong = (more: Partial<HoursValues>) => {
    const read = readHours({ ...noHours, from: '3/3/2025', ...more })
    return read.ok ? {} : read.wrong
  }
  const times = { 'start-0': 'field.missing', 'end-0': 'field.missing' }
  expect(wrong({})).toEqual({ day: 'field.missing', saidBy: 'field.missing', ...times })
  expect(wrong({ until: '9/3/2025' })).toEqual({ worked: 'field.missing', saidBy: 'field.missing', ...times })
  expect(wrong({ day: 'free', saidBy: 'family' })).toEqual({})
})

test('times that were typed are not lost where only days off were chosen: the days of work are asked for', () => {
  const free = { worked: [], free: ['7'] }
  expect(readHours(values(free))).toEqual({ ok: false, wrong: { worked: 'worktime.wrong.without-days' } })
  expect(readHours(values({ ...free, turns: [turn('', '')] }))).toMatchObject({ ok: true, body: { turns: [] } })
})

test('a weekday is worked or free, never both', () => {
  expect(withDays({ worked: ['1', '2'], free: ['7'] }, 'free', ['2', '7'])).toEqual({ worked: ['1'], free: ['2', '7'] })
  expect(withDays({ worked: ['1'], free: ['2', '7'] }, 'worked', ['1', '7'])).toEqual({
    worked: ['1', '7'],
    free: ['2'],
  })
})

test('the next entry begins at the same place, said by the same person', () => {
  expect(nextHours(values({ place: 'Cucina', saidBy: 'family', text: 'x' }))).toEqual({
    ...noHours,
    place: 'Cucina',
    saidBy: 'family',
  })
})

test('how long that is is said while it is typed, also into the next day', () => {
  expect(lengthOf(turn('8', '17:30', '60'))).toEqual({ minutes: 510, over: false })
  expect(lengthOf(turn('22', '6'))).toEqual({ minutes: 480, over: true })
  expect(lengthOf(turn('8', '8'))).toEqual({ minutes: 1_440, over: true })
  for (const open of [turn('8', ''), turn('8', '1x'), turn('8', '9', 'x')]) expect(lengthOf(open)).toBeNull()
})
