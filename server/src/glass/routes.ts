import { v5 } from 'uuid'
import type { z } from 'zod'
import { breakGlass, endGlass, listGlass, listOwnGlass, readThroughGlass, reviewGlass } from '#model/glass/contract.ts'
import { dayBefore, glassEnds, isOpen, MOST_A_DAY, minuteBefore } from '#model/glass/rules.ts'
import { appointmentsAhead } from '../appointments/asks.ts'
import { caseFile } from '../cases/asks.ts'
import { membersWith, namesOfActors } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { Failure, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { guestRoute, type Route, route } from '../platform/route.ts'
import { mayNow, presentGlass, shownGlass } from './present.ts'
import {
  askedBefore,
  caseAt,
  deskOfNetwork,
  type GlassRow,
  glassRow,
  insertGlass,
  lockGlass,
  ownGlass,
  pageOfGlass,
  senderOf,
  updateGlass,
} from './store.ts'

/** An id that a client made, as its desk's own: no other desk can make the same, whatever it sends. */
const idHere = (at: At, sent: string): string => v5(sent, at.desk.id)

type Target = z.output<typeof breakGlass.body>['target']

/** The desk whose case it is, and how the case is found there; what is not there is no case of this network. */
async function placeOf(at: At, target: Target) {
  const referral = 'referral' in target ? await senderOf(at, target.referral) : undefined
  const desk = 'referral' in target ? referral : await deskOfNetwork(at, target.desk)
  if (!desk) throw unknownId('/target')
  if (!('referral' in target) && desk === at.desk.id) {
    const own = await caseAt(at, target)
    if (own && (await caseFile(at, own))) throw notPossible('within-rights')
  }
  return desk
}

/** Tells whoever follows the case and the coordinators, at once: a notice by mail that names nobody. */
async function tellOwner(there: At, followers: readonly string[], reader: string): Promise<void> {
  const others = [...followers, ...(await membersWith(there, 'glass.review'))].filter((member) => member !== reader)
  // Where whoever reads is the only one to be told, those who look after the register are.
  const told = others.length > 0 ? others : await membersWith(there, 'audit.read')
  for (const member of new Set(told)) if (member !== reader) await askMail(there, { member }, 'emergency-access', 1)
}

/** An access to be ended or reviewed, held; what may not be done is answered with how it stands. */
async function lockFor(at: At, id: string, act: 'end' | 'review'): Promise<GlassRow> {
  const row = await lockGlass(at, id)
  if (!row) throw notFound()
  const before = act === 'end' ? row.ended_at : row.reviewed_at
  if (before !== null) throw movedOn(await shownGlass(at, row))
  if (!mayNow(at, row).includes(act)) throw new Failure('not-allowed', { reason: 'not-yours' })
  return row
}

export const glassRoutes: Route[] = [
  guestRoute(breakGlass, {
    async from(at, { body }) {
      const account = at.actor.accountId as string
      const desk = await placeOf(at, body.target)
      const spans = { since: dayBefore(at.now), lately: minuteBefore(at.now) }
      if ((await askedBefore(at, account, idHere(at, body.id), spans)) >= MOST_A_DAY)
        throw notPossible('glass-too-often')
      const name = (await namesOfActors(at))(at.actor.name)
      const reader = { reader_desk: at.desk.id, reader_account: account, reader_name: name }
      return { desk, record: { kind: 'glass', id: idHere(at, body.id) }, reader }
    },
    async there(at, { body: { target, reason, words } }, { reader, record: { id } }) {
      const found = await caseAt(at, target)
      const file = found && (await caseFile(at, found))
      if (!file || file.person.erased) throw unknownId('/target')
      const now = async () => shownGlass(at, (await glassRow(at, id)) as GlassRow)
      if (await at.firstTime(id, { target, reason, words, ...reader }, now)) {
        const row = { id, ...reader, case_id: file.id, reason, ends_at: glassEnds(at.now) }
        await insertGlass(at, row, words)
        await tellOwner(
          at,
          file.followers.map((one) => one.accountId),
          reader.reader_account,
        )
      }
      return asReader(await now(), at.now)
    },
  }),
  route(listOwnGlass, async (at) => ({
    rows: await presentGlass(at, await ownGlass(at, at.actor.accountId as string)),
  })),
  guestRoute(readThroughGlass, {
    async from(at, { params }) {
      const row = await glassRow(at, params.glass)
      if (!row || !mayNow(at, row).includes('read')) throw notFound()
      return { desk: row.owner_desk, record: { kind: 'case', id: row.case_id }, glass: await shownGlass(at, row) }
    },
    async there(at, _call, { glass, record }) {
      const file = await caseFile(at, record.id)
      if (!file || file.person.erased) throw notFound()
      // One case: not what is restricted to its lawyer, not what else is known of the person, nor who else came here.
      const notes = file.notes.filter(({ visibility }) => visibility === 'desk')
      const ahead = await appointmentsAhead(at, record.id)
      const appointments = { ahead: [], total: 0, missed: 0 }
      const left = {
        notes,
        // For whom a dossier was made is nothing that an emergency needs.
        events: file.events.filter(({ act }) => act !== 'dossier'),
        tasks: [],
        tasksTotal: 0,
        appointments,
        files: 0,
        questions: { asked: 0, answered: 0 },
        contacts: [],
        otherCases: 0,
        emergencies: [],
      }
      return { glass, file: { ...file, ...left }, ahead }
    },
  }),
  route(endGlass, async (at, { params }) => {
    const row = await lockFor(at, params.glass, 'end')
    const by = row.reader_account === at.actor.accountId && row.reader_desk === at.desk.id ? 'reader' : 'owner'
    await updateGlass(at, row, { ended_at: at.now, ended_by: by })
    return shownGlass(at, { ...row, ended_at: at.now, ended_by: by })
  }),
  route(listGlass, async (at, { query }) => {
    const { rows, total, waiting } = await pageOfGlass(at, query, readCursor(query.after, ['id']), query.most)
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    return { rows: await presentGlass(at, page), next: last ? cursor({ id: last.id }) : null, total, waiting }
  }),
  route(reviewGlass, async (at, { params }) => {
    const row = await lockFor(at, params.glass, 'review')
    await updateGlass(at, row, { reviewed_at: at.now, reviewed_by: at.actor.name })
    return shownGlass(at, { ...row, reviewed_at: at.now, reviewed_by: at.actor.name })
  }),
]

/** As whoever opened it sees it. */
const asReader = (glass: Awaited<ReturnType<typeof shownGlass>>, now: string) => ({
  ...glass,
  words: null,
  caseId: null,
  can: isOpen(glass, now) ? (['read', 'end'] as const).slice() : [],
})
