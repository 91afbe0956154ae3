import { addDays } from '#model/calendar.ts'
import {
  approveClosing,
  askToCloseCase,
  assignFollower,
  closeCase,
  correctCase,
  deliverService,
  listCases,
  openCase,
  releaseFollower,
  reopenCase,
  withdrawService,
} from '#model/cases/contract.ts'
import { openToday } from '#model/cases/contract-today.ts'
import { mayWithdrawService, QUIET_DAYS } from '#model/cases/rules.ts'
import { mayFollow, namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { notAllowed, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { approvalWanted, approve, askApproval } from '../team/asks.ts'
import { timelineOf } from '../timeline/asks.ts'
import { caseToClose, close, wasClosedSince } from './closing.ts'
import { insertService, serviceOfCase, withdrawServiceRow } from './entries.ts'
import { caseFor, checkDay, mustBeSame } from './held.ts'
import { type CaseFilter, countCases, openedInEmergency, placeOf, quietCases, rowsOfCases } from './list.ts'
import { cardsOfCases, presentCase } from './present.ts'
import { addEvent, dropFollower, factsColumns, putFollower, touchCase, updateCase } from './store.ts'

async function fileOf(at: At, id: string) {
  const file = await presentCase(at, id)
  if (!file) throw notFound()
  return file
}

async function today(at: At) {
  const mine: CaseFilter = { state: 'open', follower: 'me', order: 'activity' }
  const unassigned: CaseFilter = { state: 'open', follower: 'nobody', order: 'waiting' }
  const since = addDays(at.today, -QUIET_DAYS)
  const [nameOf, own, ownTotal, free, freeTotal, quiet, opened] = await Promise.all([
    namesOfActors(at),
    rowsOfCases(at, mine, null, 20),
    countCases(at, mine),
    rowsOfCases(at, unassigned, null, 20),
    countCases(at, unassigned),
    quietCases(at, since),
    openedInEmergency(at),
  ])
  const names = await namesOfPersons(
    at,
    opened.map(({ personId }) => personId),
  )
  return {
    mine: cardsOfCases(at, own, nameOf),
    mineTotal: ownTotal,
    unassigned: cardsOfCases(at, free, nameOf),
    unassignedTotal: freeTotal,
    quiet: cardsOfCases(at, quiet, nameOf),
    emergencies: opened.map(({ personId, ...each }) => ({ ...each, personName: names.get(personId)?.name ?? '' })),
  }
}

export const caseRoutes: Route[] = [
  route(openToday, (at) => today(at)),
  route(listCases, async (at, { query }) => {
    const [rows, total, nameOf] = await Promise.all([
      rowsOfCases(at, query, readCursor(query.after, ['day', 'id']), query.most + 1),
      countCases(at, query),
      namesOfActors(at),
    ])
    const page = rows.slice(0, query.most)
    const last = rows.length > query.most ? page.at(-1) : undefined
    return {
      rows: cardsOfCases(at, page, nameOf),
      next: last ? cursor({ day: placeOf(last, query.order), id: last.id }) : null,
      total,
    }
  }),
  route(openCase, async (at, { params }) => {
    const file = await fileOf(at, params.case)
    return { ...file, timeline: await timelineOf(at, file.id) }
  }),
  route(correctCase, async (at, { params, body }) => {
    const row = await caseFor(at, params.case, 'correct')
    const { version, legalBasis, ...facts } = body
    await mustBeSame(at, row, version)
    await updateCase(at, row.id, { ...factsColumns(facts), ...(legalBasis && { legal_basis: legalBasis }) })
    await addEvent(at, row.id, 'corrected', '')
    return fileOf(at, row.id)
  }),
  route(assignFollower, async (at, { params, body }) => {
    const row = await caseFor(at, params.case, 'assign')
    if (!(await mayFollow(at, params.account))) throw notFound()
    if (await putFollower(at, row.id, params.account, body.role))
      await addEvent(at, row.id, 'follower-added', `account:${params.account}`)
    return fileOf(at, row.id)
  }),
  route(releaseFollower, async (at, { params }) => {
    const row = await caseFor(at, params.case, 'assign')
    if (!(await dropFollower(at, row.id, params.account))) throw notFound()
    await addEvent(at, row.id, 'follower-left', `account:${params.account}`)
    return fileOf(at, row.id)
  }),
  route(deliverService, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, () => fileOf(at, params.case))) {
      const row = await caseFor(at, params.case, 'write')
      checkDay(at, body.day, row, '/day')
      await insertService(at, row.id, body)
      await touchCase(at, row.id, body.day)
    }
    return fileOf(at, params.case)
  }),
  route(withdrawService, async (at, { params }) => {
    const row = await caseFor(at, params.case, 'write')
    const service = await serviceOfCase(at, row.id, params.service)
    if (!service) throw notFound()
    if (!mayWithdrawService(at.actor, service.by)) throw notAllowed('not-yours')
    await withdrawServiceRow(at, service.id)
    return fileOf(at, row.id)
  }),
  route(closeCase, async (at, { params, body }) => {
    const row = await caseToClose(at, params.case, body)
    if (await approvalWanted(at, 'close')) throw notPossible('approval-wanted')
    await close(at, row, body)
    return fileOf(at, row.id)
  }),
  route(askToCloseCase, async (at, { params, body }) => {
    if (await at.firstTime(body.id, { case: params.case, ...body }, () => fileOf(at, params.case))) {
      const { id, ask, version, ...closing } = body
      const { id: caseId } = await caseToClose(at, params.case, body)
      await askApproval(at, { id, caseId, note: ask, close: closing })
    }
    return fileOf(at, params.case)
  }),
  route(approveClosing, async (at, { params: { case: caseId, approval }, body }) => {
    await fileOf(at, caseId)
    await approve(at, { id: approval, of: { caseId } }, body.words, async ({ close: closing }, by, askedAt) => {
      if (!closing) throw notFound()
      if (await wasClosedSince(at, caseId, askedAt)) throw notPossible('approval-outlived')
      await close(at, await caseToClose(at, caseId, closing), closing, by)
    })
    return fileOf(at, caseId)
  }),
  route(reopenCase, async (at, { params, body }) => {
    const row = await caseFor(at, params.case, 'reopen')
    await mustBeSame(at, row, body.version)
    await updateCase(at, row.id, { state: 'open', closed_on: null, outcome: null })
    await addEvent(at, row.id, 'reopened', body.reason)
    return fileOf(at, row.id)
  }),
]
