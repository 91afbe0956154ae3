import type { CivilDate } from '#model/calendar.ts'
import { substitutionProblem } from '#model/team/substitution.ts'
import { readDate, todayHere } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

export type Values = { absent: string; standIn: string; fromDay: string; untilDay: string }
type Body = { absent: string; standIn: string; fromDay: string; untilDay: string }

/** What is typed, as the server takes it; what is wrong, by field, as message keys. */
export function readSubstitution({ absent, standIn, fromDay, untilDay }: Values): Read<Body> {
  const [first, last] = [readDate(fromDay), readDate(untilDay)]
  const wrong: Record<string, string> = {}
  if (!absent) wrong.absent = 'field.missing'
  if (!standIn) wrong.standIn = 'field.missing'
  if (!first.ok) wrong.fromDay = `ui.date.${first.reason}`
  if (!last.ok) wrong.untilDay = `ui.date.${last.reason}`
  if (!first.ok || !last.ok || Object.keys(wrong).length > 0) return { ok: false, wrong }
  const body = { absent, standIn, fromDay: first.date as CivilDate, untilDay: last.date as CivilDate }
  const problem = substitutionProblem(body, todayHere())
  return problem ? { ok: false, wrong: { [problem.field]: `team.wrong.${problem.code}` } } : { ok: true, body }
}
