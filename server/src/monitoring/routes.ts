import { exportReturn, listProgrammes, openReturn, openYear, type YearCell } from '#model/monitoring/contract.ts'
import { blurred } from '#model/monitoring/rules.ts'
import { type Route, route } from '../platform/route.ts'
import { yearOf } from './counts.ts'
import { returnAsFile } from './files.ts'
import { returnOf } from './funding-return.ts'
import { programmesOf, whetherInvented } from './store.ts'

export const monitoringRoutes: Route[] = [
  route(openReturn, (at, { query }) => returnOf(at, query)),
  route(exportReturn, async (at, { query }) => returnAsFile(await returnOf(at, query), query.as, query.language)),
  route(openYear, async (at, { query: { year } }) => {
    const [rows, { demo }] = await Promise.all([yearOf(at, year), whetherInvented(at)])
    const seen =
      at.actor.reach === 'desk' && at.actor.grants.includes('person.read') ? (count: number) => count : blurred
    return {
      year,
      rows: rows.map(
        (row) => ({ ...row, contacts: seen(row.contacts), casesOpened: seen(row.casesOpened) }) as YearCell,
      ),
      demo,
    }
  }),
  route(listProgrammes, async (at) => ({ rows: await programmesOf(at) })),
]
