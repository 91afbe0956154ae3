import { type AppointmentFacts, MOST_ON_A_DAY } from '#model/appointments/contract.ts'
import { appointmentProblem } from '#model/appointments/rules.ts'
import { caseBrief } from '../cases/asks.ts'
import { membersWith } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notPossible, unknownId } from '../platform/failure.ts'
import { placesInUse } from './places.ts'
import { countOnDay, type Step } from './store.ts'

export const refuse = (wrong: { field: string; code: string } | null): void => {
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
}

/** What an appointment names is of this desk and in use; what stood there before may have gone since, and stays. */
export async function checkNamed(at: At, facts: AppointmentFacts, before?: Step): Promise<void> {
  const members = await membersWith(at, 'appointment.read')
  for (const [no, id] of facts.colleagues.entries())
    if (!members.includes(id) && !before?.colleagues.includes(id)) throw unknownId(`/colleagues/${no}`)
  if (facts.room === null && facts.mediator === null) return
  const { rooms, mediators } = await placesInUse(at)
  if (facts.room !== null && !rooms.has(facts.room) && facts.room !== before?.room) throw unknownId('/room')
  if (facts.mediator !== null && !mediators.has(facts.mediator) && facts.mediator !== before?.mediator)
    throw unknownId('/mediator')
}

/** Whether the day takes one more. */
export async function checkDay(at: At, facts: AppointmentFacts): Promise<void> {
  refuse(appointmentProblem(facts, at.today))
  if ((await countOnDay(at, facts.day)) >= MOST_ON_A_DAY) throw notPossible('day-full')
}

/** Whether the case is one that this actor sees, and open. */
export async function checkCase(at: At, id: string | null): Promise<void> {
  if (id === null) return
  const kase = await caseBrief(at, id)
  if (!kase) throw unknownId('/case')
  if (kase.closedOn !== null) throw notPossible('case-closed')
}
