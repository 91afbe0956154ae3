import type { Appointment } from './contract.ts'
import { minutesOf, takesTime } from './rules.ts'

export const conflictKinds = ['person', 'colleague', 'room', 'mediator'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** What may stand at one hour with something else. */
export type Slot = Pick<
  Appointment,
  'id' | 'day' | 'time' | 'minutes' | 'state' | 'room' | 'colleagues' | 'mediator' | 'case' | 'personId'
>
/** With which one, and what both want: `who` is the colleague, the room or who mediates. */
export type Conflict = { with: string; kind: ConflictKind; who: string }

/** Whether two appointments share a minute; one that ends when the other begins does not. */
export function overlap(one: Slot, other: Slot): boolean {
  if (one.day !== other.day || !takesTime(one.state) || !takesTime(other.state)) return false
  const [first, second] = [minutesOf(one.time), minutesOf(other.time)]
  return first < second + other.minutes && second < first + one.minutes
}

const same = (one: string | null, other: string | null): one is string => one !== null && one === other

/** What an appointment wants that another one has at the same hour: told, never forbidden. */
export function conflictsOf(one: Slot, others: readonly Slot[]): Conflict[] {
  return others.flatMap((other) => {
    if (other.id === one.id || !overlap(one, other)) return []
    const found: Conflict[] = one.colleagues
      .filter((who) => other.colleagues.includes(who))
      .map((who) => ({ with: other.id, kind: 'colleague', who }))
    if (same(one.personId, other.personId)) found.unshift({ with: other.id, kind: 'person', who: one.personId })
    if (same(one.room, other.room)) found.push({ with: other.id, kind: 'room', who: one.room })
    if (same(one.mediator, other.mediator)) found.push({ with: other.id, kind: 'mediator', who: one.mediator })
    return found
  })
}

/** Of the appointments of some days those that stand in the way of another one. */
export function inConflict(rows: readonly Slot[]): Set<string> {
  const byDay = Map.groupBy(rows, ({ day }) => day)
  return new Set(
    [...byDay.values()].flatMap((day) => day.filter((row) => conflictsOf(row, day).length > 0).map(({ id }) => id)),
  )
}
