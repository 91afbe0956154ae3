import { MOST_FACTS, openArrival, writeArrival, writeDecision, writePayment } from '#model/intake/arrival-contract.ts'
import { arrivalProblem, decisionProblem, paymentProblem } from '#model/intake/arrival-rules.ts'
import { touchedCase } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { arrivalOf } from './arrival-present.ts'
import { countOf, insertFact, isTakenBack } from './arrival-store.ts'

type Place = { table: 'arrival_fact' | 'decision_fact'; caseId: string; thing: string }
type Words = Parameters<typeof insertFact>[2]['words']

/** Writes one record in an open case, after the one that was seen. What is new and sent twice is written once. */
async function written(
  at: At,
  { table, caseId, thing }: Place,
  { no, ...words }: Words & { no: number },
  wrong: { field: string; code: string } | null,
) {
  const current = () => arrivalOf(at, caseId)
  const isNew = no === 0 && thing !== caseId
  if (isNew && !(await at.firstTime(thing, { case: caseId, ...words }, current))) return current()
  const kase = await touchedCase(at, caseId)
  if (!kase) throw notFound()
  if (!kase.mayWrite) throw notPossible('case-closed')
  // What holds can always be taken back, once: a case that is full must not keep what is wrong.
  const takesBack = 'withdrawn' in words && words.withdrawn
  if (!takesBack && (await countOf(at, table, { caseId, thing })) >= MOST_FACTS) throw notPossible('arrival-full')
  if (takesBack && (await isTakenBack(at, table, { caseId, thing, no })))
    throw invalid({ pointer: '/withdrawn', code: 'does-not-fit' })
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
  if (await insertFact(at, table, { caseId, thing, no, words: words as Words })) return current()
  const now = await current()
  // Of who was erased nothing is shown, and so no number of a record was seen.
  throw now.person.erased ? notPossible('person-erased') : movedOn(now)
}

export const arrivalRoutes: Route[] = [
  route(openArrival, (at, { params }) => arrivalOf(at, params.case)),
  route(writeArrival, (at, { params, body }) =>
    written(
      at,
      { table: 'arrival_fact', caseId: params.case, thing: params.case },
      body,
      arrivalProblem(body, at.today),
    ),
  ),
  route(writePayment, (at, { params, body }) => {
    // Under the id of the case stands the arrival.
    if (params.payment === params.case) throw unknownId('/payment')
    return written(
      at,
      { table: 'arrival_fact', caseId: params.case, thing: params.payment },
      body,
      paymentProblem(body, at.today),
    )
  }),
  route(writeDecision, (at, { params, body }) =>
    written(
      at,
      { table: 'decision_fact', caseId: params.case, thing: params.decision },
      body,
      decisionProblem(body, at.today),
    ),
  ),
]
