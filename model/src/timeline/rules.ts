import { addDays, type CivilDate, millisecondsOf } from '../calendar.ts'
import type { Pressing } from './contract.ts'

/** A visit: looks that are no further apart belong together, and what was new at its beginning stays new. */
export const VISIT_MINUTES = 30

/** When a member looked at a case last, and until when what is written there was known when this visit began. */
export type Look = { at: string; since: string | null }

/**
 * How a look stands after a page that showed what was known at `shown`, an instant as `isoOf` writes it: what was written after it was
 * not looked at. After a pause a new visit begins: what was written since the last look is new. `seen`: the member says that
 * nothing of what was shown is new any more.
 */
export function lookAfter(before: Look | null, shown: string, seen = false): Look {
  // Of two pages the one that showed more counts.
  const at = before !== null && before.at > shown ? before.at : shown
  if (seen) return { at, since: before?.since && before.since > shown ? before.since : shown }
  if (before === null) return { at, since: null }
  const pause = millisecondsOf(at) - millisecondsOf(before.at)
  return { at, since: pause > VISIT_MINUTES * 60_000 ? before.at : before.since }
}

/** Whether a day is so near that it is said at the top of the case. */
export const NEAR = { task: 2, step: 2, review: 2, appointment: 1 } as const

export const isNear = (kind: keyof typeof NEAR, day: CivilDate, today: CivilDate): boolean =>
  day <= addDays(today, NEAR[kind])

/** A request for an approval that waits longer presses. */
export const APPROVAL_DAYS = 2

export const isLateToApprove = (asked: CivilDate, today: CivilDate): boolean => asked < addDays(today, -APPROVAL_DAYS)

/** What is late first, then by day; what has no day last. */
export const byPressing = (one: Pressing, other: Pressing): number =>
  Number(other.late) - Number(one.late) ||
  (one.day ?? '9999').localeCompare(other.day ?? '9999') ||
  one.time.localeCompare(other.time) ||
  one.kind.localeCompare(other.kind)
