import { sql } from 'kysely'
import { type CivilDate, instantAt, type PartialDate } from '#model/calendar.ts'
import { numberOfCase } from '#model/codes/case-number.ts'
import { discreetlyFilled, fieldNames, type LetterField, type LetterValues, noValues } from '#model/letters/fields.ts'
import type { LetterTemplate } from '#model/letters/template-contract.ts'
import { fieldsIn } from '#model/letters/text.ts'
import { appointmentsAhead, lastHeld } from '../appointments/asks.ts'
import { ownBodyOf } from '../grounds/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'

type Place = { address: string; ways: { kind: string; value: string }[] }

/** Where the desk is and how it is called, as its own entries of the directory say it, if they all say one thing. */
async function placeOfDesk(at: At): Promise<{ address: string; phone: string }> {
  const { rows } = await sql<{ facts: Place }>`
    select facts from service
    where network_id = ${at.desk.networkId} and at_desk = ${at.desk.id} and state = 'live' and (facts ->> 'public')::boolean`.execute(
    at.tx,
  )
  const only = (said: string[]) => {
    const different = new Set(said.filter((one) => one !== ''))
    return different.size === 1 ? ([...different][0] as string) : ''
  }
  return {
    address: only(rows.map(({ facts }) => facts.address)),
    phone: only(
      rows.flatMap(({ facts }) => facts.ways.filter(({ kind }) => kind === 'phone').map(({ value }) => value)),
    ),
  }
}

/** When and where the person is expected next, for who reads appointments. */
async function nextAppointment(at: At, caseId: string) {
  if (!at.actor.grants.includes('appointment.read')) return undefined
  return (await appointmentsAhead(at, caseId)).find(({ day, time }) => instantAt(day as CivilDate, time) >= at.now)
}

/**
 * What the case fills into a template: the fields that its texts name, and of a discreet one only what may stand there by itself.
 * Nothing else of the person leaves.
 */
export async function fillingOf(
  at: At,
  kase: { id: string; personId: string },
  { discreet, texts }: LetterTemplate,
): Promise<LetterValues> {
  const [person, body, nameOf, place, next, held] = await Promise.all([
    wholePerson(at, kase.personId),
    ownBodyOf(at),
    namesOfActors(at),
    placeOfDesk(at),
    nextAppointment(at, kase.id),
    lastHeld(at, kase.id),
  ])
  const identity = person?.identity
  const all: LetterValues = {
    ...noValues,
    person: [identity?.givenName, identity?.familyName].filter(Boolean).join(' '),
    birthDate: (identity?.birthDate ?? null) as PartialDate | null,
    taxCode: person?.taxCode ?? '',
    caseNumber: `${at.desk.code} ${numberOfCase(kase.id)}`,
    body,
    desk: at.desk.name,
    deskAddress: place.address,
    deskPhone: place.phone,
    operator: nameOf(at.actor.name),
    today: at.today,
    appointmentDay: (next?.day ?? null) as LetterValues['appointmentDay'],
    appointmentTime: next?.time ?? '',
    appointmentPlace: next?.place ?? '',
    attendedDay: held?.day ?? null,
    attendedUntil: held?.until ?? '',
  }
  const allowed: readonly LetterField[] = discreet ? discreetlyFilled : fieldNames
  const named = fieldsIn(texts.map(({ text }) => text).join('\n')).filter((field) => allowed.includes(field))
  return onlyThese(all, named)
}

/** Of some values those of these fields; nothing stands in the others. */
export const onlyThese = (values: LetterValues, fields: readonly LetterField[]): LetterValues => ({
  ...noValues,
  ...Object.fromEntries(fields.map((field) => [field, values[field]])),
})
