import type { Appointment } from '#model/appointments/contract.ts'
import { actsOn, stateAfter } from '#model/appointments/rules.ts'
import { today } from '#model/calendar.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { withMediators } from './places.ts'
import type { Step } from './store.ts'

/** How a step leaves its appointment, without who the person is. */
function shown(
  at: At,
  step: Step & { mediatorAccount: string | null },
): Omit<Appointment, 'personId' | 'personName' | 'hidden'> {
  const { act, why: _, by: __, at: when, ...facts } = step
  const state = stateAfter(act)
  const mayWrite = at.actor.grants.includes('appointment.write')
  const standing = { state, day: step.day, no: step.no, since: today(when), ofCase: step.case !== null }
  // What becomes of a conference is written where it was called.
  return { ...facts, state, can: mayWrite && step.kind !== 'conference' ? actsOn(standing, at.today) : [] }
}

/**
 * Appointments as an actor may see them, of whose cases it is known whose they are. Of a case that is not in reach one sees
 * that the hour is taken, by which colleagues and where in the desk: nobody is booked twice, and nothing is told.
 */
export async function rowsOf(
  at: At,
  steps: readonly Step[],
  persons: ReadonlyMap<string, string>,
): Promise<Appointment[]> {
  const names = await namesOfPersons(at, [...persons.values()])
  return (await withMediators(at, steps)).map((step) => {
    const row = shown(at, step)
    if (row.case === null) return { ...row, personId: null, personName: '', hidden: false }
    const personId = persons.get(row.case)
    if (personId !== undefined) return { ...row, personId, personName: names.get(personId)?.name ?? '', hidden: false }
    const nothing = { kind: 'other' as const, place: '', text: '', language: null, case: null, series: null, can: [] }
    return { ...row, ...nothing, personId: null, personName: '', hidden: true }
  })
}
