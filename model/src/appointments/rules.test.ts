import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate, instantAt, millisecondsOf } from '../calendar.ts'
import { isOnTheClock } from '../planning.ts'
import { conflictsOf, inConflict, overlap, type Slot } from './conflicts.ts'
import { type AppointmentFacts, AppointmentState, MOST_STEPS, SettlingAct } from './contract.ts'
import { actsOn, appointmentProblem, assumedMinutes, endOf, spanProblem, takesTime, timeOf } from './rules.ts'

const today = '2026-01-15' as CivilDate
const [anna, bruno] = ['0190a000-0000-7000-8000-00000000000a', '0190a000-0000-7000-8000-00000000000b']
const facts = (more: Partial<AppointmentFacts> = {}): AppointmentFacts => ({
  ...{ day: today, time: '09:30', minutes: 60, kind: 'interview', room: null, place: '' },
  ...{ colleagues: [anna], mediator: null, language: null, text: '' },
  ...more,
})
const day = (text: string) => text as CivilDate

describe('the hour of the wall', () => {
  test('in the night in which clocks are put forward an hour does not exist, and in autumn one comes twice and is one', () => {
    expect(isOnTheClock(day('2026-03-29'), '02:30')).toBe(false)
    expect(isOnTheClock(day('2026-03-29'), '01:59')).toBe(true)
    expect(isOnTheClock(day('2026-03-29'), '03:00')).toBe(true)
    expect(isOnTheClock(day('2026-10-25'), '02:30')).toBe(true)
    expect(appointmentProblem(facts({ day: day('2026-03-29'), time: '02:30' }), today)).toEqual({
      field: 'time',
      code: 'not-on-the-clock',
    })
    expect(appointmentProblem(facts({ day: day('2026-10-25'), time: '02:30' }), today)).toBeNull()
  })

  test('nine o’clock stays nine o’clock across the change, whatever that is in UTC', () => {
    const hourOf = (text: string) => new Date(millisecondsOf(instantAt(day(text), '09:00'))).getUTCHours()
    expect([hourOf('2026-03-28'), hourOf('2026-03-29')]).toEqual([8, 7])
    expect([hourOf('2026-10-24'), hourOf('2026-10-25')]).toEqual([7, 8])
  })

  test('what was agreed on in a referral is taken to be an hour, and not beyond midnight', () => {
    expect(['10:30', '23:00', '23:30', '23:59'].map(assumedMinutes)).toEqual([60, 60, 30, 1])
  })

  test('it ends on the clocks of the same day, at midnight at the latest', () => {
    expect(endOf({ time: '01:30', minutes: 120 })).toBe('03:30')
    expect(endOf({ time: '23:00', minutes: 60 })).toBe('24:00')
    expect(appointmentProblem(facts({ time: '23:00' }), today)).toBeNull()
    expect(appointmentProblem(facts({ time: '23:01' }), today)).toEqual({ field: 'minutes', code: 'past-midnight' })
  })
})

test('what cannot be is told with its field', () => {
  const wrong = (more: Partial<AppointmentFacts>) => appointmentProblem(facts(more), today)
  expect(wrong({ day: addDays(today, -367) })).toMatchObject({ code: 'date-too-old' })
  expect(wrong({ day: addDays(today, -366) })).toBeNull()
  expect(wrong({ day: addDays(today, 732) })).toMatchObject({ code: 'date-too-far' })
  expect(wrong({ colleagues: [] })).toEqual({ field: 'colleagues', code: 'missing' })
  expect(wrong({ colleagues: [anna, anna] })).toEqual({ field: 'colleagues', code: 'twice' })
  expect(wrong({ mediator: bruno })).toEqual({ field: 'language', code: 'missing' })
})

test('six weeks are read at once, and no more', () => {
  expect(spanProblem(today, addDays(today, 41))).toBeNull()
  expect(spanProblem(today, addDays(today, 42))).toEqual({ field: 'to', code: 'too-long' })
  expect(spanProblem(today, addDays(today, -1))).toEqual({ field: 'to', code: 'before' })
})

describe('what may be done with an appointment', () => {
  const standing = { state: 'planned', day: today, no: 1, since: today, ofCase: true } as const

  test('held and missed are said from its day on; nobody misses a meeting of the desk', () => {
    expect(actsOn(standing, today)).toEqual(['change', 'held', 'missed', 'cancelled-by-person', 'cancelled-by-desk'])
    expect(actsOn({ ...standing, day: addDays(today, 1) }, today)).toEqual([
      'change',
      'cancelled-by-person',
      'cancelled-by-desk',
    ])
    expect(actsOn({ ...standing, ofCase: false }, today)).toEqual(['change', 'held', 'cancelled-by-desk'])
  })

  test('an outcome is taken back on the day on which it was said, a cancellation never', () => {
    for (const state of ['held', 'missed'] as const) {
      expect(actsOn({ ...standing, state }, today)).toEqual(['undone'])
      expect(actsOn({ ...standing, state }, addDays(today, 1))).toEqual([])
    }
    for (const state of ['cancelled-by-person', 'cancelled-by-desk'] as const)
      expect(actsOn({ ...standing, state }, today)).toEqual([])
  })

  test('however long it was moved, it can still be brought to an end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_STEPS }), fc.boolean(), (no, ofCase) => {
        const may = actsOn({ ...standing, no, ofCase }, today)
        // Only acts that end it come after the last change, and none leads beyond the last number.
        if (no < MOST_STEPS) expect(may).toContain('held')
        else expect(may).toEqual([])
        if (no >= MOST_STEPS - 4) expect(may).not.toContain('change')
      }),
    )
  })
})

describe('what collides', () => {
  const minute = fc.integer({ min: 0, max: 1_380 })
  const slot = fc.record({
    id: fc.uuid(),
    day: fc.constantFrom(day('2026-03-29'), day('2026-10-25'), today),
    time: minute.map(timeOf),
    minutes: fc.integer({ min: 5, max: 60 }),
    state: fc.constantFrom(...AppointmentState.options),
    room: fc.constantFrom(null, 'a-room', 'b-room'),
    colleagues: fc.subarray([anna as string, bruno as string], { minLength: 1 }),
    mediator: fc.constantFrom(null, 'a-mediator'),
    mediatorAccount: fc.constant(null),
    case: fc.constant(null),
    personId: fc.constantFrom(null, 'a-person', 'b-person'),
  }) as fc.Arbitrary<Slot>
  const minutesIn = ({ time, minutes }: Slot) => {
    const start = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    return Array.from({ length: minutes }, (_, at) => start + at)
  }

  test('two overlap where they share a minute of a day, and both take time; it is the same from either side', () => {
    fc.assert(
      fc.property(slot, slot, (one, other) => {
        const shared = minutesIn(one).some((at) => minutesIn(other).includes(at))
        const expected = one.day === other.day && shared && takesTime(one.state) && takesTime(other.state)
        expect(overlap(one, other)).toBe(expected)
        expect(overlap(other, one)).toBe(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  test('one that ends when the other begins does not', () => {
    const base: Slot = { ...facts(), id: 'one', state: 'planned', mediatorAccount: null, case: null, personId: null }
    const next = { ...base, id: 'two', time: '10:30' }
    expect([overlap(base, next), overlap(next, base)]).toEqual([false, false])
    expect(overlap({ ...base, minutes: 61 }, next)).toBe(true)
  })

  test('a conflict is told for each thing that both want, and for nothing that only one wants', () => {
    fc.assert(
      fc.property(slot, slot, (one, other) => {
        fc.pre(one.id !== other.id)
        const found = conflictsOf(one, [other, one]).map(({ kind, who }) => `${kind} ${who}`)
        const both = overlap(one, other)
          ? [
              ...(one.personId && one.personId === other.personId ? [`person ${one.personId}`] : []),
              ...one.colleagues.filter((who) => other.colleagues.includes(who)).map((who) => `colleague ${who}`),
              ...(one.room && one.room === other.room ? [`room ${one.room}`] : []),
              ...(one.mediator && one.mediator === other.mediator ? [`mediator ${one.mediator}`] : []),
            ]
          : []
        expect(found).toEqual(both)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a colleague who mediates is one person: met as either, told once', () => {
    const base: Slot = { ...facts(), id: 'one', state: 'planned', mediatorAccount: null, case: null, personId: null }
    const mediates = { ...base, id: 'two', colleagues: [bruno], mediator: 'a-mediator', mediatorAccount: anna }
    expect(conflictsOf(base, [mediates])).toEqual([{ with: 'two', kind: 'colleague', who: anna }])
    expect(conflictsOf(mediates, [base])).toEqual([{ with: 'one', kind: 'colleague', who: anna }])
    const twice = { ...mediates, id: 'three', colleagues: [] }
    expect(conflictsOf(twice, [mediates])).toEqual([{ with: 'two', kind: 'mediator', who: 'a-mediator' }])
    expect(conflictsOf({ ...mediates, mediatorAccount: null }, [base])).toEqual([])
  })

  test('what was agreed on in a referral of a case meets what its followers have at that hour', () => {
    const base: Slot = { ...facts(), id: 'one', state: 'planned', mediatorAccount: null, case: null, personId: null }
    const agreed: Slot = { ...base, id: 'two', colleagues: [], personId: 'a-person', followers: [anna] }
    expect(conflictsOf(base, [agreed])).toEqual([{ with: 'two', kind: 'followed', who: anna }])
    expect(conflictsOf(agreed, [base])).toEqual([{ with: 'one', kind: 'followed', who: anna }])
    expect([...inConflict([base, agreed])]).toEqual(['one', 'two'])
    expect(conflictsOf({ ...base, colleagues: [bruno] }, [agreed])).toEqual([])
    // An accompaniment there is told once, as of the same person.
    expect(conflictsOf({ ...base, personId: 'a-person' }, [agreed]).map(({ kind }) => kind)).toEqual(['person'])
  })

  test('of a calendar those are marked that have a conflict with any other one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(slot, { maxLength: 12, selector: ({ id }) => id }), (rows) => {
        const expected = rows.filter((row) => conflictsOf(row, rows).length > 0).map(({ id }) => id)
        expect([...inConflict(rows)].sort()).toEqual(expected.sort())
      }),
    )
  })
})

test('every act that settles is one that may be done somewhere', () => {
  const all = AppointmentState.options.flatMap((state) =>
    actsOn({ state, day: today, no: 1, since: today, ofCase: true }, today),
  )
  expect(SettlingAct.options.filter((act) => !all.includes(act))).toEqual([])
})
