import { countWaiting, listMoves, type MoveVerdict, moveReferral } from '#model/referrals/contract-moves.ts'
import { notFound } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { countsOf, reassign, strandedReferrals, strandedServices, verdictOf } from './moves.ts'
import { linesOf } from './present.ts'
import { serviceOf } from './services.ts'

export const moveRoutes: Route[] = [
  route(listMoves, async (at, { query: { from, to } }) => {
    const [rows, services] = [await strandedReferrals(at, from), await strandedServices(at)]
    const lines = await linesOf(at, rows)
    const verdicts: (MoveVerdict | null)[] = []
    for (const row of rows) verdicts.push(to === undefined ? null : await verdictOf(at, row, to))
    return {
      services,
      rows: rows.flatMap(({ version, cause }, no) => {
        const line = lines[no]
        return line ? [{ ...line, version, cause, verdict: verdicts[no] ?? null }] : []
      }),
    }
  }),
  route(moveReferral, (at, { params, body: { version, serviceId } }) =>
    reassign(at, params.referral, version, serviceId),
  ),
  route(countWaiting, async (at, { params }) => {
    if (!(await serviceOf(at, params.entry))) throw notFound()
    return countsOf(at, params.entry)
  }),
]
