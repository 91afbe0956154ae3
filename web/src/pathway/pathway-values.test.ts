import { expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import type { StepFact } from '#model/pathway/contract.ts'
import { todayHere } from '../ui/DateField.tsx'
import { goalValues, readGoal, readReview, readStep, stepBody, stepValues } from './pathway-values.ts'

const today = todayHere()
const goal = { ...goalValues(null, undefined), area: 'work' as const, text: 'A contract' }
const latest: StepFact = {
  ...{ no: 3, by: '', at: '', text: 'Bring the payslips', owner: 'other', account: null, ownerName: 'CPIA' },
  ...{ due: '2025-03-02' as CivilDate, state: 'open', doneOn: null, discreet: false },
}
const step = stepValues({ id: 's', goal: 'g', latest })

test('a goal is agreed today unless a day is typed, and a day of what is open is not sent', () => {
  expect(readGoal({ ...goal, since: '1/1/2025', why: 'x' })).toMatchObject({
    ok: true,
    body: { no: 0, agreedOn: today, since: null, why: '' },
  })
  const reached = readGoal({ ...goal, agreedOn: '1/1/2025', state: 'reached' })
  expect(reached).toMatchObject({ body: { agreedOn: '2025-01-01', since: today } })
})

test('what is missing or does not go together is said at its field', () => {
  expect(readGoal({ ...goal, area: '', text: ' ' })).toEqual({
    ok: false,
    wrong: { area: 'field.missing', text: 'field.missing' },
  })
  expect(readGoal({ ...goal, agreedOn: '31/2/2025' })).toEqual({ ok: false, wrong: { agreedOn: 'field.no-such-day' } })
  expect(readGoal({ ...goal, state: 'left' })).toEqual({ ok: false, wrong: { why: 'field.missing' } })
  const before = readGoal({ ...goal, agreedOn: '2/1/2025', state: 'reached', since: '1/1/2025' })
  expect(before).toEqual({ ok: false, wrong: { since: 'pathway.wrong-before' } })
  expect(readReview({ text: '', day: '1/1/2025', nextOn: '1/1/2025' })).toEqual({
    ok: false,
    wrong: { text: 'field.missing', nextOn: 'pathway.wrong-before' },
  })
})

test('the owner of a step is the person, a colleague or somebody in words', () => {
  expect(readStep(step, false)).toMatchObject({ body: { no: 3, owner: 'other', account: null, other: 'CPIA' } })
  expect(readStep({ ...step, owner: 'person' }, false)).toMatchObject({ body: { owner: 'person', other: '' } })
  expect(readStep({ ...step, owner: 'id' }, false)).toMatchObject({ body: { owner: 'member', account: 'id' } })
  expect(readStep({ ...step, other: ' ' }, false)).toEqual({ ok: false, wrong: { other: 'field.missing' } })
  expect(readStep(step, true)).toMatchObject({ body: { state: 'done', doneOn: today } })
})

test('a step that is ticked stays what it was in all the rest', () => {
  const done = stepBody({ goal: 'g', latest }, { state: 'done', doneOn: today })
  expect(done).toEqual({
    ...{ no: 3, goal: 'g', text: 'Bring the payslips', owner: 'other', account: null, other: 'CPIA' },
    ...{ due: '2025-03-02', state: 'done', doneOn: today, discreet: false },
  })
})
