import { expect, test } from 'vitest'
import { newBooking } from './booking-values.ts'
import { noRepeat, readPlan, repeatedDays, withIds } from './series-values.ts'

const begun = { ...newBooking('me', { day: '5/1/2099', time: '9', kind: 'interview' }), ...noRepeat }
const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
const values = { ...begun, day: soon.split('-').reverse().join('/') }

test('without a rhythm it is one appointment; with one the days that are left, or what is wrong with it', () => {
  expect(readPlan(values)).toMatchObject({ ok: true, body: { one: { day: soon } } })
  const weekly = { ...values, rhythm: 'week' as const, times: '3' }
  const all = repeatedDays(weekly)
  expect(all.ok && all.body).toHaveLength(3)
  const second = (all.ok && all.body[1]) || ''
  const plan = readPlan({ ...weekly, without: [second] })
  expect(plan.ok && 'days' in plan.body && plan.body.days).toHaveLength(2)
  expect(plan.ok && 'several' in plan.body && 'day' in plan.body.several).toBe(false)
  const wrong = (more: object) => readPlan({ ...weekly, ...more })
  expect(wrong({ times: '1' })).toEqual({ ok: false, wrong: { times: 'agenda.wrong.times' } })
  expect(wrong({ times: '53' })).toEqual({ ok: false, wrong: { times: 'agenda.wrong.times' } })
  expect(wrong({ ends: 'until' })).toEqual({ ok: false, wrong: { until: 'field.missing' } })
  expect(wrong({ times: '2', without: [second] })).toEqual({ ok: false, wrong: { rhythm: 'agenda.wrong.few-days' } })
})

test('sent again it has the same ids', () => {
  const series = '0190f3a0-0000-7000-8000-000000000001'
  const days = ['2026-01-05', '2026-01-12'] as never
  expect(withIds(series, days)).toEqual(withIds(series, days))
  expect(new Set(withIds(series, days).map(({ id }) => id)).size).toBe(2)
})
