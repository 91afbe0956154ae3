import type { Appointment } from './contract.ts'
import { minutesOf, takesTime } from './rules.ts'

export const conflictKinds = ['person', 'colleague', 'followed', 'room', 'mediator'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** What may stand at one hour with something else. */
export type Slot = Pick<
  Appointment,
  | 'id'
  | 'day'
  | 'time'
  | 'minutes'
  | 'state'
  | 'room'
  | 'colleagues'
  | 'mediator'
  | 'mediatorAccount'
  | 'case'
  | 'personId'
> & {
  /** Of what was agreed on in a referral: who follows the case, and may have to go. */
  followers?: readonly string[]
}
/** With which one, and what both want: `who` is the colleague, the room or who mediates. `followed`: of a case that the colleague follows. */
export type Conflict = { with: string; kind: ConflictKind; who: string }

/** Whether two appointments share a minute; one that ends when the other begins does not. */
export function overlap(one: Slot, other: Slot): boolean {
  if (one.day !== other.day || !takesTime(one.state) || !takesTime(other.state)) return false
  const [first, second] = [minutesOf(one.time), minutesOf(other.time)]
  return first < second + other.minutes && second < first + one.minutes
}

const met = (people: readonly string[], followers: readonly string[] = []): string[] =>
  people.filter((who) => followers.includes(who))

const same = (one: string | null, other: string | null): one is string => one !== null && one === other

/** Who of the desk is there: colleagues, and who mediates if it is one of them. */
export const peopleOf = ({ colleagues, mediatorAccount }: Pick<Slot, 'colleagues' | 'mediatorAccount'>): string[] => [
  ...new Set(mediatorAccount === null ? colleagues : [...colleagues, mediatorAccount]),
]

/** What an appointment wants that another one has at the same hour: told, never forbidden. */
export function conflictsOf(one: Slot, rows: readonly Slot[]): Conflict[] {
  return rows.flatMap((other) => {
    if (other.id === one.id || !overlap(one, other)) return []
    const [people, others] = [peopleOf(one), peopleOf(other)]
    const sameMediator = same(one.mediator, other.mediator)
    const found: Conflict[] = people
      .filter((who) => others.includes(who) && !(sameMediator && who === one.mediatorAccount))
      .map((who) => ({ with: other.id, kind: 'colleague', who }))
    if (same(one.personId, other.personId)) found.unshift({ with: other.id, kind: 'person', who: one.personId })
    else
      for (const who of [...met(people, other.followers), ...met(others, one.followers)])
        found.push({ with: other.id, kind: 'followed', who })
    if (same(one.room, other.room)) found.push({ with: other.id, kind: 'room', who: one.room })
    if (sameMediator) found.push({ with: other.id, kind: 'mediator', who: one.mediator as string })
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
