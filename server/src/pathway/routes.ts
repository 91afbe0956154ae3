import type { CivilDate } from '#model/calendar.ts'
import {
  listDue,
  MOST_FACTS,
  openPathway,
  printPathway,
  writeGoal,
  writeReview,
  writeStep,
} from '#model/pathway/contract.ts'
import { byDue, dueOn, goalProblem, reviewProblem, stepProblem } from '#model/pathway/rules.ts'
import { followedCases, openCasesOf, touchedCase } from '../cases/asks.ts'
import { mayFollow } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { pathwayOf } from './present.ts'
import { sheetFile } from './sheet.ts'
import { countOfCase, type Fact, hasGoal, insertFact, latestFor, ownedStep } from './store.ts'

/** Lines on the home page; how many there are in all is said beside. */
const SHOWN = 20

const refuse = (wrong: { field: string; code: string } | null): void => {
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
}

/** Writes in the pathway of an open case, once however often it is sent; `save` is false where somebody else was first. */
async function written(
  at: At,
  place: { case: string; thing: string },
  body: { no: number },
  save: () => Promise<boolean>,
) {
  const current = () => pathwayOf(at, place.case)
  if (body.no === 0 && !(await at.firstTime(place.thing, { case: place.case, ...body }, current))) return current()
  const kase = await touchedCase(at, place.case)
  if (!kase) throw notFound()
  if (!kase.mayWrite) throw notPossible('case-closed')
  if ((await countOfCase(at, place.case)) >= MOST_FACTS) throw notPossible('pathway-full')
  if (!(await save())) throw movedOn(await current())
  return current()
}

/** The day by which something is to be done, of a record that holds: of a step only while its goal is open. */
function dueOf(fact: Fact, openGoals: ReadonlySet<string>): { what: 'step' | 'review'; due: CivilDate | null } | null {
  if (fact.kind === 'step') {
    const waits = fact.words.state === 'open' && openGoals.has(fact.goal_id as string)
    return { what: 'step', due: waits ? fact.words.due : null }
  }
  if (fact.kind === 'review') return { what: 'review', due: fact.words.withdrawn ? null : fact.words.nextOn }
  return null
}

/** Of the reviews of a case the last one says when the next is. */
function withoutEarlier(facts: readonly Fact[]): Fact[] {
  const last = new Map<string, string>()
  for (const { kind, case_id, words, thing } of facts)
    if (kind === 'review' && !words.withdrawn) {
      const key = `${words.day} ${thing}`
      if (key > (last.get(case_id) ?? '')) last.set(case_id, key)
    }
  return facts.filter(
    ({ kind, case_id, words, thing }) => kind !== 'review' || last.get(case_id) === `${words.day} ${thing}`,
  )
}

async function dueThings(at: At) {
  const followed = await followedCases(at)
  const facts = withoutEarlier(await latestFor(at, at.actor.accountId, [...followed.keys()]))
  const openGoals = new Set(
    facts.flatMap(({ kind, words, thing }) => (kind === 'goal' && words.state === 'open' ? [thing] : [])),
  )
  const soon = facts.flatMap((fact) => {
    const { what, due } = dueOf(fact, openGoals) ?? {}
    if (!what || !due || dueOn(due, at.today) === 'later') return []
    return [{ what, id: fact.thing, caseId: fact.case_id, text: what === 'step' ? fact.words.text : '', due }]
  })
  // A step may be mine in a case that I do not follow.
  const elsewhere = soon.map(({ caseId }) => caseId).filter((id) => !followed.has(id))
  const cases = new Map([...followed, ...(await openCasesOf(at, [...new Set(elsewhere)]))])
  return { found: soon.filter(({ caseId }) => cases.has(caseId)).sort(byDue), cases }
}

export const pathwayRoutes: Route[] = [
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
  route(printPathway, async (at, { params, query }) => {
    const { goals, steps, reviews } = await pathwayOf(at, params.case)
    return sheetFile(at, { goals, steps, reviews }, { language: query.language, discreet: query.kind === 'discreet' })
  }),
  route(listDue, async (at) => {
    const { found, cases } = await dueThings(at)
    const rows = found.slice(0, SHOWN)
    const personOf = (caseId: string) => cases.get(caseId) as string
    const names = await namesOfPersons(
      at,
      rows.map(({ caseId }) => personOf(caseId)),
    )
    return {
      rows: rows.map((row) => ({
        ...row,
        personName: names.get(personOf(row.caseId))?.name ?? '',
        personCode: names.get(personOf(row.caseId))?.code ?? '',
      })),
      total: found.length,
    }
  }),
]
