import type { z } from 'zod'
import type { Contact, ContactFields } from '#model/outreach/contract.ts'
import type { InlinePerson } from '../people/PersonPicker.tsx'
import type { Several } from '../ui/ChoiceField.tsx'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'
import { readTime } from '../ui/time.ts'

/** The form of a contact, as it is typed. */
export type ContactValues = {
  day: string
  time: string
  channel: string
  place: string
  language: string
  sector: string
  sex: string
  citizenship: string
  needs: Several
  given: Several
  note: string
  personId: string | null
  personName: string
  /** A person who is being recorded together with the contact. */
  inline: InlinePerson | null
  /** "È una persona che si può riconoscere?": the answer is yes. */
  recognisable: boolean
}

export function emptyContact(channel: string, now = new Date()): ContactValues {
  return {
    day: typed(todayHere()),
    time: now.toLocaleTimeString('it-IT', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Rome' }),
    channel,
    place: '',
    language: 'not_asked',
    sector: 'not_asked',
    sex: 'not_asked',
    citizenship: 'not_asked',
    needs: 'not_asked',
    given: 'not_asked',
    note: '',
    personId: null,
    personName: '',
    inline: null,
    recognisable: false,
  }
}

type Body = z.input<typeof ContactFields>

export function readContact(values: ContactValues): Read<Body> {
  const wrong: Record<string, string> = {}
  const day = readDate(values.day)
  if (!day.ok) wrong.day = values.day.trim() ? `ui.date.${day.reason}` : 'field.missing'
  else if (day.date > todayHere()) wrong.day = 'field.future'
  const time = readTime(values.time)
  if (time === undefined) wrong.time = 'field.time'
  if (!values.channel) wrong.channel = 'field.missing'
  if (!day.ok || time === undefined || Object.keys(wrong).length > 0) return { ok: false, wrong }
  return {
    ok: true,
    body: {
      day: day.date,
      time,
      channel: values.channel as Body['channel'],
      place: values.place,
      language: values.language as Body['language'],
      sector: values.sector as Body['sector'],
      sex: values.sex as Body['sex'],
      citizenship: values.citizenship as Body['citizenship'],
      needs: values.needs as Body['needs'],
      given: values.given as Body['given'],
      note: values.note,
      personId: values.personId,
    },
  }
}

export function valuesOfContact(contact: Contact): ContactValues {
  return {
    day: typed(contact.day),
    time: contact.time ?? '',
    channel: contact.channel,
    place: contact.place,
    language: contact.language,
    sector: contact.sector,
    sex: contact.sex,
    citizenship: contact.citizenship,
    needs: contact.needs,
    given: contact.given,
    note: contact.note,
    personId: contact.personId,
    personName: contact.personName ?? '',
    inline: null,
    recognisable: contact.personId !== null,
  }
}
