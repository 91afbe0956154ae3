import {
  correctPerson,
  listPersons,
  matchPersons,
  openPerson,
  recordPerson,
  revealTaxCode,
  searchPersons,
} from '#model/people/contract.ts'
import { cleanTaxCode } from '#model/people/tax-code.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { matchIdentity, matchText } from './match.ts'
import { cardsOf, presentNewPerson, presentPerson, warningsOf } from './present.ts'
import { insertPerson, opened, pageOfPersons, personRow, updatePerson } from './store.ts'
import { tiesRoutes } from './ties-routes.ts'

async function personAt(at: At, id: string) {
  const row = await personRow(at, id)
  if (!row) throw notFound()
  return row
}

const taxCodeOf = (sent: string | null | undefined, before: string | null) =>
  sent === undefined ? before : sent ? cleanTaxCode(sent) : null

export const peopleRoutes: Route[] = [
  ...tiesRoutes,
  route(recordPerson, async (at, { body }) => {
    const asItIs = async () => presentPerson(at, await personAt(at, body.id))
    if (!(await at.firstTime(body.id, body, asItIs))) return asItIs()
    const { id, identity, taxCode, sex, citizenship } = body
    const sealed = { identity, taxCode: taxCodeOf(taxCode, null) }
    return presentNewPerson(at, await insertPerson(at, id, { sex, citizenship }, sealed))
  }),
  route(listPersons, async (at, { query }) => {
    const [rows, total] = await pageOfPersons(at, readCursor(query.after, ['at', 'id']), query.most)
    const shown = rows.slice(0, query.most)
    const last = rows.length > query.most ? shown.at(-1) : undefined
    return { rows: await cardsOf(at, shown), next: last ? cursor({ at: last.recorded_at, id: last.id }) : null, total }
  }),
  route(searchPersons, async (at, { body }) => ({ rows: await matchText(at, body.text) })),
  route(matchPersons, async (at, { body }) => {
    const except = body.except && (await personRow(at, body.except))
    if (body.except && !except) throw unknownId('/except')
    const before = except ? opened(at, except).taxCode : null
    const described = { identity: body.identity, taxCode: taxCodeOf(body.taxCode, before) }
    return {
      rows: await matchIdentity(at, described, body.except),
      taxCodeWarnings: warningsOf(described, 'not_asked'),
    }
  }),
  route(openPerson, async (at, { params }) => presentPerson(at, await personAt(at, params.person))),
  route(revealTaxCode, async (at, { params }) => ({ taxCode: opened(at, await personAt(at, params.person)).taxCode })),
  route(correctPerson, async (at, { params, body }) => {
    const before = await personAt(at, params.person)
    const { identity, sex, citizenship, version } = body
    const sealed = { identity, taxCode: taxCodeOf(body.taxCode, opened(at, before).taxCode) }
    const saved =
      before.version === version && (await updatePerson(at, params.person, version, { sex, citizenship }, sealed))
    if (!saved) throw movedOn(await presentPerson(at, await personAt(at, params.person)))
    return presentPerson(at, await personAt(at, params.person))
  }),
]
