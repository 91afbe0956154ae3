import { v5 } from 'uuid'
import {
  handleSignal,
  listSentSignals,
  listSignals,
  listSignalTargets,
  openSignal,
  sendSignal,
} from '#model/signals/contract.ts'
import { decide, hourBefore, MOST_AN_HOUR, named } from '#model/signals/rules.ts'
import { membersWith, namesOfActors } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { guestRoute, type Route, route } from '../platform/route.ts'
import { linesOf, presentSignal } from './present.ts'
import {
  cameSince,
  insertSignal,
  keepTold,
  lockSignal,
  noteHandling,
  pageOfSignals,
  signalRow,
  targetsOf,
  updateSignal,
} from './store.ts'

/** Who is told by mail: who coordinates the desk; where nobody does, everybody who may answer. All see it in Oggi. */
async function toldOf(at: At): Promise<string[]> {
  const coordinators = await membersWith(at, 'glass.review')
  return coordinators.length > 0 ? coordinators : membersWith(at, 'signal.answer')
}

async function pageOf(
  at: At,
  side: 'sender' | 'receiver',
  query: { after?: string | undefined; most: number; show: 'waiting' | 'all' },
) {
  const { rows, ...counts } = await pageOfSignals(
    at,
    { side, show: query.show },
    readCursor(query.after, ['id']),
    query.most,
  )
  const page = rows.slice(0, query.most)
  const last = rows.length > query.most ? page.at(-1) : undefined
  return { rows: await linesOf(at, page), next: last ? cursor({ id: last.id }) : null, ...counts }
}

export const signalRoutes: Route[] = [
  route(listSignalTargets, async (at) => ({ desks: (await targetsOf(at)).map(({ id: _, ...desk }) => desk) })),
  /** The sender's desk keeps its reference and nothing else; what was told is written where it is read, at once. */
  guestRoute(sendSignal, {
    async from(at, { body: { id, to, reference, ...fields } }) {
      const target = (await targetsOf(at)).find(({ code }) => code === to)
      if (!target) throw unknownId('/to')
      const tooMuch = named(fields)
      if (tooMuch.length > 0) throw invalid(...tooMuch.map((field) => ({ pointer: `/${field}`, code: 'not-agreed' })))
      // An id that a client made, as its desk's own: no other desk can make the same.
      const own = v5(id, at.desk.id)
      await keepTold(at, own, { reference })
      const name = (await namesOfActors(at))(at.actor.name)
      return { desk: target.id, record: { kind: 'signal', id: own }, from: at.desk, name, target }
    },
    async there(at, { body: { id: _, to: __, reference, ...fields } }, { record, from, name, target }) {
      const now = async () => {
        const row = await signalRow(at, record.id)
        if (!row) throw notFound()
        return row
      }
      if (await at.firstTime(record.id, { ...fields, reference }, async () => null)) {
        if ((await cameSince(at, from.id, hourBefore(at.now))) >= MOST_AN_HOUR) throw notPossible('too-many-signals')
        await insertSignal(at, { id: record.id, from_desk: from.id, from_name: name, urgent: fields.urgent })
        await keepTold(at, record.id, fields)
        for (const member of await toldOf(at)) await askMail(at, { member }, 'signal-arrived', 1)
      }
      const row = await now()
      return {
        id: row.id,
        side: 'sender' as const,
        state: row.state,
        fromDesk: { code: from.code, name: from.name },
        toDesk: { code: target.code, name: target.name },
        reference,
        about: null,
        subject: null,
        urgent: row.urgent,
        sentAt: row.sent_at,
        changedAt: row.changed_at,
        reason: row.reason as null,
      }
    },
  }),
  route(listSentSignals, (at, { query }) => pageOf(at, 'sender', query)),
  route(listSignals, (at, { query }) => pageOf(at, 'receiver', query)),
  route(openSignal, async (at, { params }) => {
    const row = await signalRow(at, params.signal)
    if (!row) throw notFound()
    return presentSignal(at, row)
  }),
  route(handleSignal, async (at, { params, body: { version, act, reason } }) => {
    const row = await lockSignal(at, params.signal)
    if (!row) throw notFound()
    if (row.version !== version) throw movedOn(await presentSignal(at, row))
    const answer = decide(row.state, act, reason)
    if ('refused' in answer) throw notPossible(`signal-${answer.refused}`)
    const change = {
      state: answer.to,
      version: version + 1,
      changed_at: at.now,
      reason: act === 'decline' ? reason : null,
    }
    await updateSignal(at, row.id, change)
    await noteHandling(at, row.id)
    return presentSignal(at, { ...row, ...change })
  }),
]
