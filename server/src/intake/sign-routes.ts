import { answerSign, listSignAnswers, openSigns } from '#model/intake/sign-contract.ts'
import { caseBrief, caseToWriteIn, touchOf } from '../cases/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { answersFrom, insertAnswer, lastAnswers, takesAnswer } from './sign-store.ts'

async function seen(at: At, caseId: string): Promise<void> {
  if (!(await caseBrief(at, caseId))) throw notFound()
}

export const signRoutes: Route[] = [
  route(openSigns, async (at, { params }) => {
    await seen(at, params.case)
    return { rows: await lastAnswers(at, params.case) }
  }),
  route(answerSign, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, () => seen(at, params.case))) {
      const row = await caseToWriteIn(at, params.case, body.day)
      const late = body.periods.findIndex(({ until }) => until > at.today.slice(0, 7))
      if (late >= 0) throw invalid({ pointer: `/periods/${late}/until`, code: 'date-future' })
      if (!(await takesAnswer(at, row.id))) throw notPossible('too-many-answers')
      await insertAnswer(at, row.id, body)
      await touchOf(at, row.id, body.day)
    }
    await seen(at, params.case)
    return { rows: await lastAnswers(at, params.case) }
  }),
  route(listSignAnswers, async (at, { params, query }) => {
    await seen(at, params.case)
    const { rows, count } = await answersFrom(at, params.case, readCursor(query.after, ['at', 'id']), query.most + 1)
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    return { rows: page, next: last ? cursor({ at: last.at, id: last.id }) : null, total: count }
  }),
]
