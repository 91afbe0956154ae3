import { stateAfter } from '#model/appointments/rules.ts'
import type { At } from '../platform/door.ts'
import { appointmentsOfSeries, type Step } from './store.ts'

const when = ({ day, time, id }: Step): string => `${day} ${time} ${id}`

/** Those of the series of an appointment that are planned after it. */
export async function followingOf(at: At, step: Step): Promise<Step[]> {
  if (step.series === null) return []
  return (await appointmentsOfSeries(at, step.series)).filter(
    (other) => stateAfter(other.act) === 'planned' && when(other) > when(step),
  )
}
