import type { CivilDate } from '#model/calendar.ts'
import { type CaseAct, dayOfCaseProblem, whyNot } from '#model/cases/rules.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import { presentCase } from './present.ts'
import { type CaseRow, lockCase } from './store.ts'

/** Loads and locks a case for an act, or says why not. */
export async function caseFor(at: At, id: string, act: CaseAct): Promise<CaseRow> {
  const row = await lockCase(at, id)
  if (!row) throw notFound()
  const why = whyNot(act, row.state, at.actor.grants)
  if (why === 'grant') throw notAllowed(why)
  if (why) throw notPossible(why)
  return row
}

/** Refuses a day on which nothing of this case can have happened. */
export function checkDay(at: At, day: CivilDate, row: CaseRow, pointer: string): void {
  const wrong = dayOfCaseProblem(day, row.opened_on as CivilDate, at.today)
  if (wrong) throw invalid({ pointer, code: wrong })
}

/** Refuses a case that somebody wrote in since it was read, with the case as it is now. */
export async function mustBeSame(at: At, row: CaseRow, version: number): Promise<void> {
  if (row.version !== version) throw movedOn(await presentCase(at, row.id))
}
