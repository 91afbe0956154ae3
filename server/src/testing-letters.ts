import { v7 } from 'uuid'
import { fieldNames } from '#model/letters/fields.ts'
import type { Caller } from './testing.ts'

/** A template of a desk's own that names every field. */
export const newLetterTemplate = (more: object = {}, no = 0) => ({
  no,
  template: {
    discreet: false,
    texts: [
      { language: 'it', title: 'Lettera', text: fieldNames.map((field) => `${field}: {{${field}}}`).join('\n') },
      { language: 'ar', title: 'رسالة', text: 'إلى {{person}}\n\n- {{deskPhone}}' },
    ],
    ...more,
  },
})

export const letterValues = (more: object = {}) => ({
  ...{ person: 'Awa Diallo', recipient: 'Ufficio', body: 'Comune', desk: 'Sportello', deskAddress: 'Via Roma 1' },
  ...{
    operator: 'Anna',
    appointmentPlace: 'Sala 2',
    taxCode: 'RSSMRA80A01F205X',
    caseNumber: 'pua 1',
    deskPhone: '02 1234',
  },
  ...{ appointmentTime: '09:30', papers: 'Passaporto\nContratto', note: 'x', today: '2026-01-15' },
  ...{ appointmentDay: '2026-01-20', attendedDay: '2026-01-14', attendedUntil: '11:00', birthDate: '1980-01-01' },
  ...more,
})

export const newLetter = (template: string, more: object = {}) => ({
  ...{ id: v7(), template, no: 1, language: 'it', values: letterValues() },
  ...more,
})

/** A template of the desk's own, and a letter made out of it. */
export async function addLetters(by: Caller, kase: string) {
  const ids = { letterTemplate: v7(), letter: v7() }
  await by.call('PUT', `/letters/templates/${ids.letterTemplate}`, newLetterTemplate())
  await by.call('POST', `/cases/${kase}/letters`, newLetter(ids.letterTemplate, { id: ids.letter }))
  return ids
}
