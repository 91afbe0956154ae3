import type { z } from 'zod'
import type { sendSignal } from '#model/signals/contract.ts'
import { named } from '#model/signals/rules.ts'
import type { Read } from '../ui/form.ts'

/** The form of a signal, as it is typed. */
export type SignalValues = {
  to: string
  about: string
  subject: string
  urgent: string
  agreed: string
  people: string
  place: string
  language: string
  text: string
  name: string
  phone: string
  safely: string
  askBack: string
  reference: string
}

export const emptySignal: SignalValues = {
  to: '',
  about: 'person',
  subject: '',
  urgent: 'no',
  agreed: 'not-asked',
  people: '',
  place: '',
  language: 'not_asked',
  text: '',
  name: '',
  phone: '',
  safely: '',
  askBack: '',
  reference: '',
}

type Body = Omit<z.input<typeof sendSignal.body>, 'id'>

/** What was typed as the body of a call. What tells who somebody is goes only with the person's yes, so it is not sent else. */
export function readSignal(values: SignalValues): Read<Body> {
  const wrong: Record<string, string> = {}
  const people = values.about === 'situation' && values.people.trim() ? Number(values.people) : null
  if (!values.to) wrong.to = 'field.missing'
  if (!values.subject) wrong.subject = 'field.missing'
  if (values.text.trim().length < 10) wrong.text = 'signals.text-short'
  if (people !== null && !(Number.isInteger(people) && people > 0 && people < 10_000))
    wrong.people = 'signals.people-wrong'
  const shape = { agreed: values.agreed as Body['agreed'], name: values.name.trim(), phone: values.phone.trim() }
  for (const field of named(shape)) wrong[field] = 'field.not-agreed'
  if (Object.keys(wrong).length > 0) return { ok: false, wrong }
  return {
    ok: true,
    body: { ...values, ...shape, people, urgent: values.urgent === 'yes' } as Body,
  }
}
