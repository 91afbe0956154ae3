import type { CivilDate } from '#model/calendar.ts'
import {
  listDue,
  MOST_FACTS,
  type NewFollowUpFact,
  openPathway,
  printPathway,
  writeFollowUp,
  writeGoal,
  writeReview,
  writeStep,
} from '#model/pathway/contract.ts'
import { countsFor, followUpProblem } from '#model/pathway/follow-ups.ts'
import { goalProblem, reviewProblem, stepProblem } from '#model/pathway/rules.ts'
import { type CaseBrief, touchedCase } from '../cases/asks.ts'
import { mayFollow } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { dueThings } from './due.ts'
import { pathwayOf } from './present.ts'
import { sheetFile } from './sheet.ts'
import { countOfCase, followUpsOf, hasGoal, insertFact, ownedStep } from './store.ts'
import { templateRoutes } from './template-routes.ts'

/** Lines on the home page; how many there are in all is said beside. */
const SHOWN = 20

const refuse = (wrong: { field: string; code: string } | null): void => {
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
}

/**
 * Writes in the pathway of an open case, or what is told after the closing of a closed one, once however often it is sent;
 * `save` is false where somebody else was first.
 */
async function written(
  at: At,
  place: { case: string; thing: string },
  body: { no: number },
  save: (kase: CaseBrief) => Promise<boolean>,
  when: 'open' | 'closed' = 'open',
) {
  const current = () => pathwayOf(at, place.case)
  if (body.no === 0 && !(await at.firstTime(place.thing, { case: place.case, ...body }, current))) return current()
  const kase = await touchedCase(at, place.case)
  if (!kase) throw notFound()
  if (when === 'open' && !kase.mayWrite) throw notPossible('case-closed')
  if (when === 'closed' && !kase.mayFollowUp) throw notPossible('case-open')
  if ((await countOfCase(at, place.case)) >= MOST_FACTS) throw notPossible('pathway-full')
  if (!(await save(kase))) throw movedOn(await current())
  return current()
}

/** Of each moment after a closing one thing counts; what was told after an earlier closing stays as it is. */
async function saveFollowUp(at: At, caseId: string, thing: string, body: NewFollowUpFact, closedOn: CivilDate) {
  const { no, ...words } = body
  refuse(followUpProblem(words, closedOn, at.today))
  const told = await followUpsOf(at, [caseId])
  const own = told.find((fact) => fact.thing === thing)?.words
  if (own && (own.moment !== words.moment || !countsFor({ ...own, withdrawn: false }, closedOn))) return false
  const other = told.some(
    (fact) => fact.thing !== thing && fact.words.moment === words.moment && countsFor(fact.words, closedOn),
  )
  if (other && !words.withdrawn) return false
  return insertFact(at, { caseId, kind: 'follow-up', thing, no, words })
}

export const pathwayRoutes: Route[] = [
  ...templateRoutes,
  route(openPathway, (at, { params }) => pathwayOf(at, params.case)),
  route(writeGoal, (at, { params, body }) => {
    const { no, ...words } = body
    return written(at, { case: params.case, thing: params.goal }, body, async () => {
      refuse(goalProblem(words, at.today))
      return insertFact(at, { caseId: params.case, kind: 'goal', thing: params.goal, no, words })
    })
  }),
  route(writeStep, (at, { params, body }) => {
    const { no, goal, account, ...words } = body
    return written(at, { case: params.case, thing: params.step }, body, async () => {
      refuse(stepProblem(body, at.today))
      if (!(await hasGoal(at, params.case, goal))) throw unknownId('/goal')
      // Who had the step before may have left the desk since: what was agreed stays as it was.
      if (account && !(await ownedStep(at, params.step, account)) && !(await mayFollow(at, account)))
        throw unknownId('/account')
      return insertFact(at, { caseId: params.case, kind: 'step', thing: params.step, no, goal, owner: account, words })
    })
  }),
  route(writeReview, (at, { params, body }) => {
    const { no, ...words } = body
    return written(at, { case: params.case, thing: params.review }, body, async () => {
      refuse(reviewProblem(words, at.today))
      return insertFact(at, { caseId: params.case, kind: 'review', thing: params.review, no, words })
    })
  }),
  route(writeFollowUp, (at, { params, body }) =>
    written(
      at,
      { case: params.case, thing: params.followUp },
      body,
      ({ closedOn }) => saveFollowUp(at, params.case, params.followUp, body, closedOn as CivilDate),
      'closed',
    ),
  ),
  route(printPathway, async (at, { params, query }) => {
    const { goals, steps, reviews } = await pathwayOf(at, params.case)
    return sheetFile(at, { goals, steps, reviews }, { language: query.language, discreet: query.kind === 'discreet' })
  }),
  route(listDue, async (at) => {
    const found = await dueThings(at)
    return { rows: found.slice(0, SHOWN), total: found.length }
  }),
]
