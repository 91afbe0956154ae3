import { readWorkload } from '#model/team/contract.ts'
import { mayHandOver } from '#model/team/handover.ts'
import {
  handBack,
  handOverCase,
  handOverRest,
  listHandovers,
  listHoldings,
  listNewHandovers,
  sawHandover,
} from '#model/team/handover-contract.ts'
import { endSubstitution, listSubstitutions, openStandIns, standIn } from '#model/team/substitution-contract.ts'
import { caseBrief } from '../cases/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { approvalRoutes } from './approval-routes.ts'
import { handOver, handOverTheRest, shownHandover, shownHandovers, takeBack } from './handovers.ts'
import { shownHoldings } from './holdings.ts'
import { handoverIsRead, handoversOf, newHandovers } from './store.ts'
import { addSubstitution, shownStandIns, shownSubstitutions, stopSubstitution } from './substitutions.ts'
import { workloadOf } from './workload.ts'

/** What somebody has is shown to that one, and to whoever tends the team. */
async function holdings(at: At, account: string, to?: string) {
  const shown = mayHandOver(at.actor, account) ? await shownHoldings(at, account, to) : undefined
  if (!shown) throw unknownId('/from')
  return shown
}

export const teamRoutes: Route[] = [
  ...approvalRoutes,
  route(readWorkload, (at) => workloadOf(at)),
  route(listHoldings, (at, { query }) => holdings(at, query.from, query.to)),
  route(handOverCase, async (at, { params, body }) => {
    const now = () => shownHandover(at, params.case, body.id)
    if (await at.firstTime(body.id, { case: params.case, ...body }, now)) await handOver(at, params.case, body)
    return now()
  }),
  route(handOverRest, async (at, { params: { account }, body }) => {
    const now = () => holdings(at, account, body.to)
    if (await at.firstTime(body.id, { account, ...body }, now)) await handOverTheRest(at, account, body)
    return now()
  }),
  route(listHandovers, async (at, { params }) => {
    if (!(await caseBrief(at, params.case))) throw notFound()
    return { rows: await shownHandovers(at, await handoversOf(at, [params.case])) }
  }),
  route(listNewHandovers, async (at) => ({ rows: await shownHandovers(at, await newHandovers(at)) })),
  route(sawHandover, async (at, { params }) => {
    await shownHandover(at, params.case, params.handover)
    await handoverIsRead(at, params.handover, at.actor.accountId ?? '')
    return shownHandover(at, params.case, params.handover)
  }),
  route(handBack, async (at, { params, body }) => {
    const now = () => shownHandover(at, params.case, body.id)
    const { case: caseId, handover } = params
    if (await at.firstTime(body.id, { case: caseId, handover, ...body }, now))
      await takeBack(at, caseId, handover, body.id)
    return now()
  }),
  route(listSubstitutions, (at) => shownSubstitutions(at)),
  route(standIn, async (at, { body }) => {
    if (await at.firstTime(body.id, body, () => shownSubstitutions(at))) await addSubstitution(at, body)
    return shownSubstitutions(at)
  }),
  route(endSubstitution, async (at, { params }) => {
    await stopSubstitution(at, params.substitution)
    return shownSubstitutions(at)
  }),
  route(openStandIns, (at) => shownStandIns(at)),
]
