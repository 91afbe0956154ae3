import { arrangementProblems, endProblems, isParty } from '#model/grounds/arrangements.ts'
import {
  type Arrangement,
  addSignature,
  endArrangement,
  endGround,
  type GroundFields,
  listArrangements,
  listControllers,
  listGrounds,
  listNotices,
  openSignature,
  recordGround,
  writeArrangement,
  writeNotice,
} from '#model/grounds/contract.ts'
import { type FieldProblem, groundProblems } from '#model/grounds/rules.ts'
import { signatureProblem } from '#model/grounds/signature.ts'
import { seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { arrangementsOf, desksOf, endedHere, insertArrangement, insertArrangementEnd } from './arrangement-store.ts'
import { insertNotice, noticeSince, noticesOf } from './notices.ts'
import { ledgerOf, takesImage } from './present.ts'
import { imageOf, insertSignature, signaturesOf } from './signatures.ts'
import { bodiesOf, groundRows, insertGround, insertGroundEnd, isTryout } from './store.ts'

/** Every desk of the network reads all of them. */
const MOST_ARRANGEMENTS = 200

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
      const own = (await arrangementsOf(at)).filter(({ writtenIn }) => writtenIn === at.desk.id)
      if (own.length >= MOST_ARRANGEMENTS) throw notPossible('too-many-arrangements')
      refuse(arrangementProblems(said, bodies.find((body) => body.own)?.id ?? ''))
      await insertArrangement(at, id, said)
    }
    return arrangements(at)
  }),
  route(endArrangement, async (at, { params, body }) => {
    const { rows } = await arrangements(at)
    const held = rows.find(({ id, writtenIn }) => id === params.arrangement && writtenIn === params.writer)
    const own = (await bodiesOf(at)).find((each) => each.own)?.id ?? ''
    if (!held || !isParty(held as Arrangement, own)) throw notFound()
    await notInTryout(at)
    // Sent twice, it stands as it was sent first.
    if (!(await endedHere(at, params))) {
      refuse(endProblems(body.day, at.today))
      if (!held.can.includes('end')) throw movedOn({ rows })
      await insertArrangementEnd(at, { ...params, ...body })
      const others = [...held.from, ...(held.to ?? [])].filter((each) => each !== own)
      // The other parties are told by mail, each of their desks by a job of its own.
      for (const desk of await desksOf(at, others)) await at.tell('arrangement.ended', { desk })
    }
    return arrangements(at)
  }),
  route(listGrounds, async (at, { params }) => {
    await known(at, params.person)
    return ledgerOf(at, params.person)
  }),
  route(recordGround, async (at, { params, body: { id, signature, ...said } }) => {
    await known(at, params.person)
    const now = () => ledgerOf(at, params.person)
    if (await at.firstTime(id, { person: params.person, id, ...said, signature }, now)) {
      const code = signatureProblem(said.how, signature)
      refuse([...groundProblems(said, at.today), ...(code ? [{ field: 'signature', code }] : [])])
      await checkNamed(at, said)
      const image = signature && imageOf(signature, '/signature')
      await insertGround(at, id, params.person, said)
      if (signature && image) await insertSignature(at, id, signature.kind, image)
    }
    return now()
  }),
  route(addSignature, async (at, { params, body }) => {
    await known(at, params.person)
    const row = (await groundRows(at, params.person)).find(({ id }) => id === params.ground)
    if (!row) throw notFound()
    const image = imageOf(body, '')
    if (!takesImage(at, row) || !(await insertSignature(at, row.id, body.kind, image)))
      throw movedOn(await ledgerOf(at, params.person))
    return ledgerOf(at, params.person)
  }),
  route(openSignature, async (at, { params }) => {
    await known(at, params.person)
    const image = (await signaturesOf(at, params.person, params.ground)).get(params.ground)
    if (!image) throw notFound()
    return image
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
