import { openHours, recordHours, withdrawHours } from '#model/worktime/contract.ts'
import { hoursProblem, takesMore } from '#model/worktime/rules.ts'
import { caseBrief, touchedCase } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { hoursOfCases, insertHours, takeBack } from './store.ts'

/** The diary of a case that this actor sees. */
async function diaryOf(at: At, caseId: string) {
  if (!(await caseBrief(at, caseId))) throw notFound()
  return { entries: await hoursOfCases(at, [caseId]) }
}

/** The entries of an open case, which is held until the end: of two who write at once one waits for the other. */
async function heldEntries(at: At, caseId: string) {
  const kase = await touchedCase(at, caseId)
  if (!kase) throw notFound()
  if (!kase.mayWrite) throw notPossible('case-closed')
  return hoursOfCases(at, [caseId])
}

export const worktimeRoutes: Route[] = [
  route(openHours, (at, { params }) => diaryOf(at, params.case)),
  route(recordHours, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, () => diaryOf(at, params.case))) {
      const entries = await heldEntries(at, params.case)
      const wrong = hoursProblem(body, at.today)
      if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
      if (!takesMore(entries.length)) throw notPossible('hours-full')
      await insertHours(at, params.case, body)
    }
    return diaryOf(at, params.case)
  }),
  route(withdrawHours, async (at, { params, body }) => {
    const entry = (await heldEntries(at, params.case)).find(({ id }) => id === params.hours)
    if (!entry) throw notFound()
    if (!entry.withdrawn) await takeBack(at, params.case, entry.id, body.why)
    return diaryOf(at, params.case)
  }),
]
