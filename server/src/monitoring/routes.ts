import { exportReturn, listProgrammes, openReturn } from '#model/monitoring/contract.ts'
import { type Route, route } from '../platform/route.ts'
import { returnAsFile } from './files.ts'
import { returnOf } from './funding-return.ts'
import { programmesOf } from './store.ts'

export const monitoringRoutes: Route[] = [
  route(openReturn, (at, { query }) => returnOf(at, query)),
  route(exportReturn, async (at, { query }) => returnAsFile(await returnOf(at, query), query.as, query.language)),
  route(listProgrammes, async (at) => ({ rows: await programmesOf(at) })),
]
