import {
  assureService,
  keepServiceNote,
  listServices,
  openService,
  readDirectoryNews,
  retireService,
  searchServices,
  setCapacity,
} from '#model/network/contract.ts'
import { addAgreement, changeAgreement, listBodies } from '#model/network/contract-bodies.ts'
import { readNetworkMap } from '#model/network/contract-map.ts'
import { findServices } from '#model/network/find-services.ts'
import { staleBefore } from '#model/network/rules.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { bodiesOf, insertAgreement, programmesOfNetwork, updateAgreement } from './bodies.ts'
import { keptService, refuseTryout } from './entries.ts'
import { hsdsRoutes } from './hsds-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { reportedServices, settleReports } from './links.ts'
import { listRoutes } from './list-routes.ts'
import { networkMap } from './map.ts'
import { namesOfNetwork } from './names.ts'
import { keepNote } from './notes.ts'
import { candidatesOf, lineInList, presentService } from './present.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { countWaiting } from './proposals.ts'
import { addVersion, countOwnStale, serviceRow, serviceRows, updateService } from './services.ts'

export const networkRoutes: Route[] = [
  route(listServices, async (at, { query }) => {
    const place = readCursor(query.after, ['id'])
    const [rows, names, waiting, reported] = await Promise.all([
      serviceRows(at).execute(),
      namesOfNetwork(at),
      at.actor.grants.includes('service.approve') ? countWaiting(at) : 0,
      at.actor.grants.includes('service.tend') ? reportedServices(at) : new Set<string>(),
    ])
    const all = candidatesOf(at, rows, names, reported)
    const found = findServices(all, query)
    const begin = place ? found.findIndex(({ line }) => line.id === place.id) + 1 : 0
    const page = found.slice(begin, begin + query.most)
    const last = begin + page.length < found.length ? page.at(-1) : undefined
    const areas = new Set(all.flatMap(({ line }) => (line.state === 'live' && line.area ? [line.area] : [])))
    return {
      rows: page.map(lineInList),
      next: last ? cursor({ id: last.line.id }) : null,
      total: found.length,
      areas: [...areas].sort(),
      waiting,
      reported: reported.size,
    }
  }),
  route(readDirectoryNews, async (at) => {
    const tends = at.actor.grants.includes('service.tend')
    const [waiting, reported, stale] = await Promise.all([
      at.actor.grants.includes('service.approve') ? countWaiting(at) : 0,
      tends ? reportedServices(at) : new Set<string>(),
      tends ? countOwnStale(at, staleBefore(at.today)) : 0,
    ])
    return { waiting, stale, reported: reported.size }
  }),
  route(searchServices, async (at, { body }) => {
    const [rows, names] = await Promise.all([serviceRows(at).execute(), namesOfNetwork(at)])
    const wanted = { words: body.text, show: 'live', order: 'relevance' } as const
    return {
      rows: findServices(candidatesOf(at, rows, names, new Set()), wanted)
        .slice(0, 5)
        .map(lineInList),
    }
  }),
  route(openService, (at, { params }) => presentService(at, params.entry)),
  route(setCapacity, async (at, { params, body: { free, total } }) => {
    const row = await keptService(at, params.entry)
    if (row.state === 'retired') throw notPossible('entry-retired')
    if (free !== null && total !== null && free > total) throw invalid({ pointer: '/free', code: 'more-than-all' })
    const stated = free !== null || total !== null
    await updateService(at, row.id, { capacity_free: free, capacity_total: total, capacity_at: stated ? at.now : null })
    await addVersion(at, row.id, 'capacity', { free, total })
    return presentService(at, row.id)
  }),
  route(assureService, async (at, { params }) => {
    const row = await keptService(at, params.entry)
    if (row.state === 'retired') throw notPossible('entry-retired')
    await updateService(at, row.id, { assured_on: at.today })
    await addVersion(at, row.id, 'assured', { assuredOn: at.today })
    await settleReports(at, row.id)
    return presentService(at, row.id)
  }),
  route(retireService, async (at, { params, body: { state } }) => {
    const row = await keptService(at, params.entry)
    if (row.state !== state) {
      await updateService(at, row.id, { state, version: row.version + 1 })
      await addVersion(at, row.id, state === 'live' ? 'restored' : 'retired', { state })
    }
    return presentService(at, row.id)
  }),
  route(keepServiceNote, async (at, { params, body }) => {
    if (!(await serviceRow(at, params.entry))) throw notFound()
    if (!(await keepNote(at, params.entry, body))) throw movedOn(await presentService(at, params.entry))
    return presentService(at, params.entry)
  }),
  ...proposalRoutes,
  ...listRoutes,
  ...linkRoutes,
  ...hsdsRoutes,
  route(readNetworkMap, (at, { query }) => networkMap(at, query)),
  route(listBodies, async (at) => {
    const [told, programmes] = await Promise.all([bodiesOf(at), programmesOfNetwork(at)])
    return { ...told, programmes }
  }),
  route(addAgreement, async (at, { body }) => {
    if (await at.firstTime(body.id, body, async () => null)) {
      await refuseTryout(at)
      await insertAgreement(at, body.id, body.agreement)
    }
    return { done: true as const }
  }),
  route(changeAgreement, async (at, { params, body }) => {
    await updateAgreement(at, params.agreement, body.agreement, body.version)
    return { done: true as const }
  }),
]
