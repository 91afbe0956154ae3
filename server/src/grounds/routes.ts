import { arrangementProblems } from '#model/grounds/arrangements.ts'
import {
  endArrangement,
  endGround,
  type GroundFields,
  listArrangements,
  listControllers,
  listGrounds,
  listNotices,
  recordGround,
  writeArrangement,
  writeNotice,
} from '#model/grounds/contract.ts'
import { type FieldProblem, groundProblems } from '#model/grounds/rules.ts'
import { seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { arrangementsOf, insertArrangement, insertArrangementEnd, isOfThisDesk } from './arrangement-store.ts'
import { insertNotice, noticeSince, noticesOf } from './notices.ts'
import { ledgerOf } from './present.ts'
import { bodiesOf, groundRows, insertGround, insertGroundEnd, isTryout } from './store.ts'

function refuse(wrong: FieldProblem[]): void {
  if (wrong.length > 0) throw invalid(...wrong.map(({ field, code }) => ({ pointer: `/${field}`, code })))
}

async function known(at: At, person: string): Promise<void> {
  if (!(await seesPerson(at, person))) throw notFound()
}

async function notInTryout(at: At): Promise<void> {
  if (await isTryout(at)) throw notPossible('not-in-tryout')
}

/** A text or a body that this network does not have, or a text that could not be read yet. */
async function checkNamed(at: At, said: GroundFields): Promise<void> {
  if (said.body !== null && !(await bodiesOf(at)).some((body) => body.id === said.body)) throw unknownId('/body')
  if (!said.notice) return
  const since = await noticeSince(at, said.notice)
  if (since === undefined) throw unknownId('/notice')
  if (since > said.fromDay) throw invalid({ pointer: '/notice', code: 'does-not-fit' })
}

const arrangements = async (at: At) => ({ rows: await arrangementsOf(at) })
const notices = async (at: At) => ({ rows: await noticesOf(at) })

export const groundRoutes: Route[] = [
  route(listControllers, async (at) => ({ rows: await bodiesOf(at) })),
  route(listNotices, notices),
  route(writeNotice, async (at, { body }) => {
    await notInTryout(at)
    const before = await noticesOf(at)
    const latest = Math.max(0, ...before.filter(({ kind }) => kind === body.kind).map(({ version }) => version))
    if (body.version > latest + 1) throw invalid({ pointer: '/version', code: 'not-next' })
    if (!(await insertNotice(at, body))) {
      const { rows } = await notices(at)
      const { byBody, ...there } = rows.find(
        (each) => each.kind === body.kind && each.version === body.version && each.language === body.language,
      ) as (typeof rows)[number]
      // Sent twice, it stands as it was sent; another text of the same version and language is refused.
      const same = (Object.keys(there) as (keyof typeof there)[]).every((field) => there[field] === body[field])
      if (!same) throw notPossible('notice-there')
    }
    return notices(at)
  }),
  route(listArrangements, arrangements),
  route(writeArrangement, async (at, { body: { id, ...said } }) => {
    if (await at.firstTime(id, { id, ...said }, () => arrangements(at))) {
      await notInTryout(at)
      const bodies = await bodiesOf(at)
      for (const side of ['from', 'to'] as const)
        for (const [place, body] of said[side].entries())
          if (!bodies.some((each) => each.id === body)) throw unknownId(`/${side}/${place}`)
      refuse(arrangementProblems(said, bodies.find((body) => body.own)?.id ?? ''))
      await insertArrangement(at, id, said)
    }
    return arrangements(at)
  }),
  route(endArrangement, async (at, { params }) => {
    if (!(await isOfThisDesk(at, params.arrangement))) throw notFound()
    await insertArrangementEnd(at, params.arrangement)
    return arrangements(at)
  }),
  route(listGrounds, async (at, { params }) => {
    await known(at, params.person)
    return ledgerOf(at, params.person)
  }),
  route(recordGround, async (at, { params, body: { id, ...said } }) => {
    await known(at, params.person)
    const now = () => ledgerOf(at, params.person)
    if (await at.firstTime(id, { person: params.person, id, ...said }, now)) {
      refuse(groundProblems(said, at.today))
      await checkNamed(at, said)
      await insertGround(at, id, params.person, said)
    }
    return now()
  }),
  route(endGround, async (at, { params, body }) => {
    await known(at, params.person)
    const row = (await groundRows(at, params.person)).find(({ id }) => id === params.ground)
    if (!row) throw notFound()
    if (row.end_day !== null || !(await insertGroundEnd(at, row.id, body.reason)))
      throw movedOn(await ledgerOf(at, params.person))
    // Ids alone. Whoever gives data on this ground listens, stops what is under way and tells the receiver.
    await at.tell('ground.ended', { ground: row.id, person: params.person })
    return ledgerOf(at, params.person)
  }),
]
