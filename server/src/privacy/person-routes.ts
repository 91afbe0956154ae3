import {
  exportPerson,
  fetchExport,
  liftRestriction,
  listPersonAccesses,
  openPersonPrivacy,
  openRestriction,
  restrictPerson,
  weighShare,
} from '#model/privacy/contract.ts'
import { knowsBody } from '../grounds/asks.ts'
import { seesPerson } from '../people/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { mayGive } from './asks.ts'
import { copyFor } from './copy.ts'
import { erasedOn } from './erasure-store.ts'
import { namesInRegister } from './names.ts'
import { accessDays } from './person-accesses.ts'
import { presentPrivacy } from './person-present.ts'
import { exportsOf, insertExport, insertRestriction, insertRestrictionEnd, restrictionsOf } from './person-store.ts'

async function known(at: At, person: string): Promise<void> {
  if (!(await seesPerson(at, person))) throw notFound()
}

export const personPrivacyRoutes: Route[] = [
  route(openPersonPrivacy, (at, { params }) => presentPrivacy(at, params.person)),
  route(listPersonAccesses, async (at, { params, query }) => {
    await known(at, params.person)
    const after = readCursor(query.after, ['id'])
    const rows = await accessDays(at, params.person, after, query.most)
    const page = rows.slice(0, query.most)
    const nameOf = await namesInRegister(
      at,
      page.map(({ actor }) => actor),
    )
    const last = rows.length > query.most ? page.at(-1) : undefined
    return {
      rows: page.map(({ actor, last: _, ...row }) => ({ ...row, by: nameOf(actor) })),
      next: last ? cursor({ id: last.last }) : null,
      total: null,
    }
  }),
  route(openRestriction, async (at, { params }) => {
    await known(at, params.person)
    const open = (await restrictionsOf(at, params.person)).filter(({ end }) => end === null)
    const since = open.map(({ fromDay }) => fromDay).sort()[0] ?? null
    const gone = await erasedOn(at, params.person)
    return { since, reasons: open.map(({ reason }) => reason as 'contested'), erasedOn: gone }
  }),
  route(restrictPerson, async (at, { params, body }) => {
    await known(at, params.person)
    const now = () => presentPrivacy(at, params.person)
    if (await at.firstTime(body.id, { person: params.person, ...body }, now))
      await insertRestriction(at, params.person, body)
    return now()
  }),
  route(liftRestriction, async (at, { params, body }) => {
    await known(at, params.person)
    const found = (await restrictionsOf(at, params.person)).find(({ id }) => id === params.restriction)
    if (!found) throw notFound()
    if (found.end !== null || !(await insertRestrictionEnd(at, found.id, body.words)))
      throw movedOn(await presentPrivacy(at, params.person))
    return presentPrivacy(at, params.person)
  }),
  route(exportPerson, async (at, { params, body }) => {
    await known(at, params.person)
    const now = () => presentPrivacy(at, params.person)
    if (await at.firstTime(body.id, { person: params.person, ...body }, now)) {
      // What is left out is left out for a reason that the person is told (art. 12(4) GDPR).
      if (body.withheld.length > 0 && body.words === '') throw invalid({ pointer: '/words', code: 'missing' })
      await insertExport(at, params.person, body)
    }
    return now()
  }),
  route(fetchExport, async (at, { params }) => {
    await known(at, params.person)
    const asked = (await exportsOf(at, params.person)).find(({ id }) => id === params.export)
    if (!asked) throw notFound()
    return copyFor(at, params.person, asked)
  }),
  route(weighShare, async (at, { params, body }) => {
    await known(at, params.person)
    if (body.body !== null && !(await knowsBody(at, body.body))) throw unknownId('/body')
    const { ground, arrangement, reasons } = await mayGive(at, params.person, body)
    return {
      ground,
      arrangement,
      reasons: reasons.map((each) => ({ code: each.code, ...('missing' in each && { missing: each.missing }) })),
    }
  }),
]
