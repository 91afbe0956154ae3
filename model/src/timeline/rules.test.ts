import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import type { Pressing } from './contract.ts'
import { byPressing, isNear, type Look, lookAfter, VISIT_MINUTES } from './rules.ts'

const minute = (no: number) => new Date(Date.UTC(2026, 0, 15) + no * 60_000).toISOString()

test('at the first look nothing is new', () => {
  expect(lookAfter(null, minute(0))).toEqual({ at: minute(0), since: null })
})

test('a page that is opened again within the visit says the same is new, one opened after it what came since the last look', () => {
  const first = lookAfter(null, minute(0))
  const second = lookAfter(first, minute(60))
  expect(second.since).toBe(minute(0))
  expect(lookAfter(second, minute(60 + VISIT_MINUTES)).since).toBe(minute(0))
  expect(lookAfter(second, minute(61 + VISIT_MINUTES)).since).toBe(minute(60))
})

test('what was said to be seen is new no more', () => {
  const looked = lookAfter({ at: minute(0), since: null }, minute(60), true)
  expect(looked).toEqual({ at: minute(60), since: minute(60) })
  expect(lookAfter(looked, minute(70)).since).toBe(minute(60))
})

test('of two pages the one that showed more counts', () => {
  const before = { at: minute(60), since: minute(50) }
  expect(lookAfter(before, minute(40))).toEqual(before)
  expect(lookAfter(before, minute(40), true)).toEqual(before)
})

test('whatever the looks, nothing that was written between two of them is passed over in the next visit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }), (pauses) => {
      let look: Look = lookAfter(null, minute(0))
      let now = 0
      for (const pause of pauses) {
        const before = look
        now += pause
        look = lookAfter(look, minute(now))
        // Known is at most what stood there at the look before this one.
        expect((look.since ?? '') <= before.at).toBe(true)
        expect((look.since ?? '') >= (before.since ?? '')).toBe(true)
      }
    }),
  )
})

test('what is late comes first, then what comes first', () => {
  const row = (day: string | null, late: boolean): Pressing => ({
    ...{ kind: 'task', thing: '', what: '', code: '', time: '', late },
    day: day as CivilDate | null,
  })
  const rows = [row('2026-01-17', false), row(null, false), row('2026-01-10', true), row('2026-01-16', false)]
  expect(rows.toSorted(byPressing).map(({ day }) => day)).toEqual(['2026-01-10', '2026-01-16', '2026-01-17', null])
})

test('an appointment presses from the day before, a task from two days before', () => {
  const today = '2026-01-15' as CivilDate
  expect(isNear('appointment', '2026-01-16' as CivilDate, today)).toBe(true)
  expect(isNear('appointment', '2026-01-17' as CivilDate, today)).toBe(false)
  expect(isNear('task', '2026-01-17' as CivilDate, today)).toBe(true)
})
