import type { Appointment, WholeAppointment } from '#model/appointments/contract.ts'
import { personsOfCases } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { followingOf } from './following.ts'
import { rowsOf } from './rows.ts'
import { type Step, stepsOf } from './store.ts'

/** Appointments as this actor may see them. */
export const presented = async (at: At, steps: readonly Step[]): Promise<Appointment[]> =>
  rowsOf(
    at,
    steps,
    await personsOfCases(
      at,
      steps.flatMap((step) => step.case ?? []),
    ),
  )

/** An appointment with its history; one of a case that this actor does not see is not there. */
export async function wholeAppointment(at: At, id: string): Promise<WholeAppointment> {
  const steps = await stepsOf(at, id)
  const last = steps.at(-1)
  const [row] = last ? await presented(at, [last]) : []
  if (!row || row.hidden) throw notFound()
  const nameOf = await namesOfActors(at)
  return {
    ...row,
    next: last ? await presented(at, await followingOf(at, last)) : [],
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
