import { ASK_AT_ONCE, askAboutStale, askProvider, countStale, takeLinkBack } from '#model/network/contract-links.ts'
import { staleBefore } from '#model/network/rules.ts'
import type { At } from '../platform/door.ts'
import { invalid, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { keptService } from './entries.ts'
import { addressOf, askedLately, lastLink, lastLinks, makeLink, revokeLink } from './links.ts'
import { type ServiceRow, serviceRows } from './services.ts'

const done = { done: true } as const

/** The stale entries that the desk keeps, the longest unsaid first, and which of them providers can be asked about now. */
async function staleOf(at: At) {
  const [rows, links] = await Promise.all([
    serviceRows(at).where('tended_by', '=', at.desk.id).where('state', '=', 'live').orderBy('assured_on').execute(),
    lastLinks(at),
  ])
  const stale = rows.filter((row) => row.assured_on < staleBefore(at.today))
  const lately = (row: ServiceRow) => askedLately(at, links.get(row.id))
  const toAsk = stale.filter((row) => addressOf(row.facts) !== undefined && !lately(row))
  return {
    toAsk,
    count: {
      stale: stale.length,
      toAsk: toAsk.length,
      withoutAddress: stale.filter((row) => addressOf(row.facts) === undefined && !lately(row)).length,
      askedLately: stale.filter(lately).length,
    },
  }
}

export const linkRoutes: Route[] = [
  route(askProvider, async (at, { params, body }) => {
    const row = await keptService(at, params.entry)
    if (row.state === 'retired') throw notPossible('entry-retired')
    const again = body.again && at.actor.grants.includes('service.approve')
    if (!again && askedLately(at, await lastLink(at, row.id))) throw notPossible('asked-lately')
    const address = addressOf(row.facts) ?? body.address
    if (address === null) throw invalid({ pointer: '/address', code: 'missing' })
    await makeLink(at, row, address)
    return done
  }),
  route(takeLinkBack, async (at, { params }) => {
    const row = await keptService(at, params.entry)
    await revokeLink(at, row.id)
    return done
  }),
  route(countStale, async (at) => (await staleOf(at)).count),
  route(askAboutStale, async (at) => {
    const { toAsk, count } = await staleOf(at)
    let asked = 0
    for (const { id } of toAsk.slice(0, ASK_AT_ONCE)) {
      const row = await keptService(at, id)
      const address = addressOf(row.facts)
      // A colleague may have asked, or said that it is true, meanwhile.
      if (!address || row.state === 'retired' || askedLately(at, await lastLink(at, id))) continue
      await makeLink(at, row, address)
      asked += 1
    }
    return { ...count, toAsk: count.toAsk - Math.min(count.toAsk, ASK_AT_ONCE), asked }
  }),
]
