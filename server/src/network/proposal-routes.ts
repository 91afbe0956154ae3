import {
  decideProposal,
  listProposals,
  openProposal,
  proposeChange,
  proposeService,
  withdrawProposal,
} from '#model/network/contract-proposals.ts'
import { actsOn, actsOnProposal, changedFields } from '#model/network/rules.ts'
import { cursor, readCursor } from '../platform/cursor.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { addEntry, changeEntry, currentEntry, keptService, placeEntry, refuseTryout } from './entries.ts'
import { presentService } from './present.ts'
import {
  endProposal,
  insertProposal,
  lockProposal,
  type ProposalRow,
  pageOfProposals,
  proposalInFull,
  proposalRow,
  proposedEntry,
} from './proposals.ts'
import { lockService, serviceRow } from './services.ts'

/** A proposal that this desk answers and nobody answered yet, locked. */
async function waitingProposal(at: At, id: string): Promise<ProposalRow> {
  const row = await lockProposal(at, id, 'tended_by')
  if (!row) throw (await proposalRow(at, id)) ? notAllowed('kept-elsewhere') : notFound()
  if (row.state !== 'waiting') throw movedOn(await proposalInFull(at, id))
  return row
}

export const proposalRoutes: Route[] = [
  route(proposeService, async (at, { body }) => {
    // The desk that is to answer for it keeps it, and says yes itself.
    const { atDesk } = await placeEntry(at, body.entry)
    const tendedBy = atDesk ?? at.desk.id
    const live = at.actor.grants.includes('service.approve') && tendedBy === at.desk.id
    if (await at.firstTime(body.id, body, async () => ({ live }))) {
      if (live) await addEntry(at, body.id, body.entry)
      else {
        await refuseTryout(at)
        if (await serviceRow(at, body.id)) throw unknownId('/id')
        const { entry, why } = body
        await insertProposal(at, { serviceId: body.id, isNew: true, tendedBy, entry, changed: [], why })
      }
    }
    return { live }
  }),
  route(proposeChange, async (at, { params, body }) => {
    const row = await serviceRow(at, params.entry)
    if (!row) throw notFound()
    const acts = actsOn({ state: row.state, ours: row.tended_by === at.desk.id }, at.actor.grants)
    const live = acts.includes('change')
    if (!live && !acts.includes('propose')) throw notPossible('entry-retired')
    if (await at.firstTime(body.id, { of: params.entry, ...body }, () => presentService(at, row.id))) {
      await refuseTryout(at)
      const kept = live ? await keptService(at, row.id) : row
      if (kept.version !== body.version) throw movedOn(await presentService(at, row.id))
      await placeEntry(at, body.entry)
      const changed = changedFields(await currentEntry(at, kept), body.entry)
      if (changed.length > 0 && live) await changeEntry(at, kept, body.entry)
      else if (changed.length > 0) {
        const { entry, why } = body
        await insertProposal(at, { serviceId: row.id, isNew: false, tendedBy: row.tended_by, entry, changed, why })
      }
    }
    return { live }
  }),
  route(listProposals, async (at, { query: { show, most, after } }) => {
    const place = readCursor(after, ['at', 'id'])
    const { rows, total, tell } = await pageOfProposals(at, show, place, most)
    const page = rows.slice(0, most)
    const last = rows.length > most ? page.at(-1) : undefined
    const next = last
      ? cursor({ at: show === 'waiting' ? last.proposed_at : (last.decided_at as string), id: last.id })
      : null
    return { rows: page.map(tell), next, total }
  }),
  route(openProposal, (at, { params }) => proposalInFull(at, params.proposal)),
  route(withdrawProposal, async (at, { params }) => {
    const row = await lockProposal(at, params.proposal, 'from_desk')
    if (!row) throw (await proposalRow(at, params.proposal)) ? notAllowed('proposed-elsewhere') : notFound()
    if (row.state === 'withdrawn') return proposalInFull(at, row.id)
    if (row.state !== 'waiting') throw movedOn(await proposalInFull(at, row.id))
    const answered = row.tended_by === at.desk.id
    const proposal = { waiting: true, answered, made: true, mine: row.proposed_by === at.actor.name }
    if (!actsOnProposal(proposal, at.actor.grants).includes('withdraw')) throw notAllowed('not-yours')
    await endProposal(at, row, 'withdrawn')
    return proposalInFull(at, row.id)
  }),
  route(decideProposal, async (at, { params, body }) => {
    const proposal = await waitingProposal(at, params.proposal)
    if (body.act === 'decline') {
      if (body.reason === '') throw invalid({ pointer: '/reason', code: 'missing' })
      await endProposal(at, proposal, 'declined', body.reason)
      return proposalInFull(at, proposal.id)
    }
    const row = proposal.is_new ? undefined : await lockService(at, proposal.service_id)
    if ((row?.version ?? 0) !== body.version) throw movedOn(await proposalInFull(at, proposal.id))
    const by = { desk: proposal.from_desk, actor: proposal.proposed_by }
    if (row) {
      const entry = body.entry ?? proposedEntry(proposal, await currentEntry(at, row))
      await changeEntry(at, row, entry, by)
    } else await addEntry(at, proposal.service_id, body.entry ?? proposal.entry, by)
    await endProposal(at, proposal, body.entry ? 'changed' : 'approved', body.reason)
    return proposalInFull(at, proposal.id)
  }),
]
