import { expect, test } from 'vitest'
import { newTask, readTask, typedDay } from './task-values.ts'

test('a task needs words; a day may be left out, and one that is none is told at its field', () => {
  const task = { ...newTask('me'), text: 'Call' }
  expect(readTask(task, null)).toMatchObject({ ok: true, body: { no: 0, caseId: null, owner: 'me', day: null } })
  expect(readTask({ ...task, day: '3/5/2026', owner: '' }, 'case')).toMatchObject({
    body: { caseId: 'case', owner: null, day: '2026-05-03' },
  })
  expect(readTask({ ...task, text: ' ', day: '32/5/2026' }, null)).toEqual({
    ok: false,
    wrong: { text: 'field.missing', day: expect.stringMatching(/^ui\.date\./) },
  })
})

test('a year that is mistyped is told at its field', () => {
  const task = { ...newTask('me'), text: 'Call' }
  const wrong = (day: string) => {
    const read = readTask({ ...task, day }, null)
    return read.ok ? null : read.wrong
  }
  expect(wrong('3/5/0203')).toEqual({ day: 'tasks.wrong.date-too-old' })
  expect(wrong('31/12/1999')).toEqual({ day: 'tasks.wrong.date-too-old' })
  expect(wrong('1/1/2000')).toBeNull()
  expect(wrong('31/12/9999')).toEqual({ day: 'tasks.wrong.date-too-far' })
})

test('the day that is typed is read as soon as it is one', () => {
  expect(['25/4/2027', '', 'x', '31/4/2027'].map(typedDay)).toEqual(['2027-04-25', null, null, null])
})
