import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import { isNear, isOver, MOST_STEPS, meetsIn, refusalOf, type Step, standingOf } from './appointments.ts'
import { ReferralState } from './contract.ts'
import { AppointmentAct } from './contract-appointments.ts'

const proposed: Step[] = [{ no: 1, act: 'propose', side: 'sender' }]
const day = (text: string) => text as CivilDate

describe('an appointment', () => {
  test('is proposed by either side and confirmed by the other, and one stands at a time', () => {
    expect(standingOf([])).toEqual({ no: 0, state: 'none', proposal: null })
    expect(refusalOf('accepted', proposed, 'confirm', 'sender')).toBe('appointment-not-yours')
    expect(refusalOf('accepted', proposed, 'confirm', 'receiver')).toBeNull()
    const changed: Step[] = [...proposed, { no: 2, act: 'propose', side: 'receiver' }]
    expect(standingOf(changed)).toMatchObject({ no: 2, state: 'proposed', proposal: { no: 2, side: 'receiver' } })
    const confirmed: Step[] = [...changed, { no: 3, act: 'confirm', side: 'sender' }]
    expect(standingOf(confirmed)).toMatchObject({ no: 3, state: 'confirmed', proposal: { no: 2 } })
    expect(refusalOf('in-progress', confirmed, 'confirm', 'sender')).toBe('appointment-none')
    for (const side of ['sender', 'receiver'] as const)
      expect(refusalOf('accepted', confirmed, 'cancel', side)).toBeNull()
    const cancelled: Step[] = [...confirmed, { no: 4, act: 'cancel', side: 'receiver' }]
    expect(refusalOf('accepted', cancelled, 'cancel', 'sender')).toBe('appointment-none')
    expect(refusalOf('accepted', cancelled, 'propose', 'sender')).toBeNull()
  })

  test('is not proposed any more where it could not be confirmed and cancelled', () => {
    const many = (count: number): Step[] =>
      Array.from({ length: count }, (_, at) => ({ no: at + 1, act: 'propose', side: 'sender' }))
    expect(refusalOf('accepted', many(MOST_STEPS - 3), 'propose', 'sender')).toBeNull()
    expect(refusalOf('accepted', many(MOST_STEPS - 2), 'propose', 'receiver')).toBe('appointment-too-often')
    for (const act of ['confirm', 'cancel'] as const)
      expect(refusalOf('accepted', many(MOST_STEPS - 2), act, 'receiver')).toBeNull()
  })

  test('is for a referral that was accepted and has not ended', () => {
    const open = ReferralState.options.filter(meetsIn)
    expect(open).toEqual(['accepted', 'in-progress'])
    for (const state of ReferralState.options)
      for (const act of AppointmentAct.options)
        if (!open.includes(state)) expect(refusalOf(state, proposed, act, 'receiver')).toBe('appointment-not-now')
  })

  test('is never confirmed by whoever proposed it, whatever is tried', () => {
    const tries = fc.array(fc.tuple(fc.constantFrom(...AppointmentAct.options), fc.constantFrom('sender', 'receiver')))
    fc.assert(
      fc.property(tries, (each) => {
        const steps: Step[] = []
        for (const [act, side] of each as [AppointmentAct, Step['side']][]) {
          if (refusalOf('accepted', steps, act, side) !== null) continue
          if (act === 'confirm') expect(steps.at(-1)).toMatchObject({ act: 'propose' })
          if (act === 'confirm') expect(steps.at(-1)?.side).not.toBe(side)
          steps.push({ no: steps.length + 1, act, side })
        }
      }),
    )
  })

  test('is over when the clocks of Italy say so, in summer, in winter and when they are moved', () => {
    expect(isOver({ day: day('2026-01-20'), time: '10:30' }, '2026-01-20T09:29:59.000Z')).toBe(false)
    expect(isOver({ day: day('2026-01-20'), time: '10:30' }, '2026-01-20T09:30:00.000Z')).toBe(true)
    expect(isOver({ day: day('2026-07-20'), time: '10:30' }, '2026-07-20T08:30:00.000Z')).toBe(true)
    // The morning on which an hour is skipped, and the one on which an hour comes twice.
    expect(isOver({ day: day('2026-03-29'), time: '09:00' }, '2026-03-29T06:59:59.000Z')).toBe(false)
    expect(isOver({ day: day('2026-03-29'), time: '09:00' }, '2026-03-29T07:00:00.000Z')).toBe(true)
    expect(isOver({ day: day('2026-10-25'), time: '09:00' }, '2026-10-25T07:59:59.000Z')).toBe(false)
    expect(isOver({ day: day('2026-10-25'), time: '09:00' }, '2026-10-25T08:00:00.000Z')).toBe(true)
  })

  test('is near today and tomorrow', () => {
    const near = ['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30'].filter((each) =>
      isNear(each, day('2026-03-28')),
    )
    expect(near).toEqual(['2026-03-28', '2026-03-29'])
  })
})
