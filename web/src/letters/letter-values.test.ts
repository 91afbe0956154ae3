import { expect, test } from 'vitest'
import { CivilDate, PartialDate } from '#model/calendar.ts'
import { noValues } from '#model/letters/fields.ts'
import type { LetterTemplate, TemplateRow } from '#model/letters/template-contract.ts'
import {
  noLetter,
  readLetter,
  saidIn,
  staysBehind,
  templatesThatHold,
  textIn,
  titleOf,
  withTyped,
} from './letter-values.ts'

const filled = {
  ...noValues,
  person: 'Awa',
  today: CivilDate.parse('2026-11-23'),
  birthDate: PartialDate.parse('1985-03'),
}
const it = { language: 'it' as const, title: 'Lettera', text: '{{person}}' }
const template: LetterTemplate = { discreet: false, texts: [it, { ...it, language: 'ar', title: 'رسالة' }] }

test('what the case fills in stands until somebody types, and an empty field stays empty', () => {
  const { typed } = { ...noLetter, ...withTyped(noLetter, 'person', '') }
  expect(saidIn({}, filled, 'person')).toBe('Awa')
  expect(saidIn(typed ?? {}, filled, 'person')).toBe('')
  expect([saidIn({}, filled, 'today'), saidIn({}, filled, 'birthDate')]).toEqual(['23/11/2026', '3/1985'])
})

test('days are read as people write them; what is no day is told, and the rest of the paper is shown', () => {
  const fields = ['person', 'today', 'birthDate'] as const
  expect(readLetter({ today: '3/3/2026', person: 'Awa D.' }, filled, fields)).toMatchObject({
    values: { person: 'Awa D.', today: '2026-03-03', birthDate: '1985-03' },
    read: { ok: true },
  })
  expect(readLetter({ today: '31/2/2026' }, filled, fields)).toMatchObject({
    values: { person: 'Awa', today: null },
    read: { ok: false, wrong: { today: 'field.no-such-day' } },
  })
  expect(readLetter({ today: ' ' }, filled, fields).read).toMatchObject({ ok: true, body: { today: null } })
})

test('of templates those that hold are offered: the desk’s own, else the product’s, none that was given up', () => {
  const version = (no: number, own: LetterTemplate | null) => ({ no, by: 'x', at: 'x', template: own })
  const rows: TemplateRow[] = [
    { id: 'followed', versions: [], product: template },
    { id: 'attendance', versions: [version(2, null), version(1, template)], product: template },
    { id: '01a20840-4c70-76e5-9e1a-5b4cda735b60', versions: [version(2, null)], product: null },
  ]
  expect(templatesThatHold(rows).map(({ id, no, own }) => [id, no, own])).toEqual([
    ['followed', 0, false],
    ['attendance', 2, false],
  ])
})

test('a letter begins in the person’s language where there is a text in it, else in Italian', () => {
  expect(textIn(template, '', 'ar')?.language).toBe('ar')
  expect(textIn(template, '', 'wo')?.language).toBe('it')
  expect(textIn(template, 'it', 'ar')?.language).toBe('it')
  expect([titleOf(template, 'ar'), titleOf(template, 'en')]).toEqual(['رسالة', 'Lettera'])
})

test('a letter that goes to others begins in Italian', () => {
  const to = (field: string) => ({
    ...template,
    texts: template.texts.map((text) => ({ ...text, text: `{{${field}}}` })),
  })
  expect(textIn(to('recipient'), '', 'ar')?.language).toBe('it')
  expect(textIn(to('attendedDay'), '', 'ar')?.language).toBe('it')
  expect(textIn(to('recipient'), 'ar', 'ar')?.language).toBe('ar')
})

test('what was typed in a letter does not go along into a discreet one, and only there', () => {
  const typed = { ...noLetter, typed: { note: 'x' } }
  const [discreet, open] = [{ discreet: true }, { discreet: false }]
  expect(staysBehind(typed, open, discreet)).toBe(true)
  expect(staysBehind(typed, undefined, discreet)).toBe(true)
  expect(staysBehind(typed, discreet, discreet)).toBe(false)
  expect(staysBehind(typed, discreet, open)).toBe(false)
  expect(staysBehind({ ...noLetter, typed: { note: '' } }, open, discreet)).toBe(false)
})

test('an hour is read as people write it, and what is none is told', () => {
  const filled = { ...noValues, appointmentTime: '09:30' }
  const read = (text: string) => readLetter({ appointmentTime: text }, filled, ['appointmentTime']).read
  expect(read('9.45')).toMatchObject({ ok: true, body: { appointmentTime: '09:45' } })
  expect(read(' ')).toMatchObject({ ok: true, body: { appointmentTime: '' } })
  expect(read('25:99')).toEqual({ ok: false, wrong: { appointmentTime: 'field.time' } })
})
