import type { Appointment, WholeAppointment } from '#model/appointments/contract.ts'
import { actsOn, stateAfter } from '#model/appointments/rules.ts'
import { today } from '#model/calendar.ts'
import { personsOfCases } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { type Step, stepsOf } from './store.ts'

/** How a step leaves its appointment, without who the person is. */
function shown(at: At, step: Step): Omit<Appointment, 'personId' | 'personName' | 'hidden'> {
  const { act, why: _, by: __, at: when, ...facts } = step
  const state = stateAfter(act)
  const mayWrite = at.actor.grants.includes('appointment.write')
  const standing = { state, day: step.day, no: step.no, since: today(when), ofCase: step.case !== null }
  return { ...facts, state, can: mayWrite ? actsOn(standing, at.today) : [] }
}

/**
 * Appointments as this actor may see them. Of a case that is not in reach one sees that the hour is taken, by which
 * colleagues and where in the desk: nobody is booked twice, and nothing is told.
 */
export async function presented(at: At, steps: readonly Step[]): Promise<Appointment[]> {
  const persons = await personsOfCases(
    at,
    steps.flatMap((step) => step.case ?? []),
  )
  const names = await namesOfPersons(at, [...persons.values()])
  return steps.map((step) => {
    const row = shown(at, step)
    if (row.case === null) return { ...row, personId: null, personName: '', hidden: false }
    const personId = persons.get(row.case)
    if (personId !== undefined) return { ...row, personId, personName: names.get(personId)?.name ?? '', hidden: false }
    const nothing = { kind: 'other' as const, place: '', text: '', language: null, case: null, can: [] }
    return { ...row, ...nothing, personId: null, personName: '', hidden: true }
  })
}

/** An appointment with its history; one of a case that this actor does not see is not there. */
export async function wholeAppointment(at: At, id: string): Promise<WholeAppointment> {
  const steps = await stepsOf(at, id)
  const last = steps.at(-1)
  const [row] = last ? await presented(at, [last]) : []
  if (!row || row.hidden) throw notFound()
  const nameOf = await namesOfActors(at)
  return {
    ...row,
    steps: steps.map(({ no, act, day, time, why, by, at: when }) => ({
      no,
      act,
      day,
      time,
      why,
      by: nameOf(by),
      at: when,
    })),
  }
}
