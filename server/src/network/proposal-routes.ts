import {
  decideProposal,
  listProposals,
  openProposal,
  proposeChange,
  proposeService,
} from '#model/network/contract-proposals.ts'
import { actsOn, changedFields } from '#model/network/rules.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notAllowed, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { addEntry, changeEntry, currentEntry, keptService, placeEntry, refuseTryout } from './entries.ts'
import { presentService } from './present.ts'
import {
  answerProposal,
  insertProposal,
  lockProposal,
  type ProposalRow,
  proposalInFull,
  proposalRow,
  proposalsOf,
  proposedEntry,
} from './proposals.ts'
import { lockService, serviceRow } from './services.ts'

/** A proposal that this desk answers and nobody answered yet, locked. */
async function waitingProposal(at: At, id: string): Promise<ProposalRow> {
  const row = await lockProposal(at, id)
  if (!row) throw (await proposalRow(at, id)) ? notAllowed('kept-elsewhere') : notFound()
  if (row.state !== 'waiting') throw movedOn(await proposalInFull(at, id))
  return row
}

export const proposalRoutes: Route[] = [
  route(proposeService, async (at, { body }) => {
    const live = at.actor.grants.includes('service.approve')
    if (await at.firstTime(body.id, body, async () => ({ live }))) {
      if (live) await addEntry(at, body.id, body.entry)
      else {
        await refuseTryout(at)
        await placeEntry(at, body.entry)
        const { entry, why } = body
        await insertProposal(at, { serviceId: body.id, isNew: true, tendedBy: at.desk.id, entry, changed: [], why })
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
  route(listProposals, proposalsOf),
  route(openProposal, (at, { params }) => proposalInFull(at, params.proposal)),
  route(decideProposal, async (at, { params, body }) => {
    const proposal = await waitingProposal(at, params.proposal)
    if (body.act === 'decline') {
      if (body.reason === '') throw invalid({ pointer: '/reason', code: 'missing' })
      await answerProposal(at, proposal, 'declined', body.reason)
      return proposalInFull(at, proposal.id)
    }
    const row = proposal.is_new ? undefined : await lockService(at, proposal.service_id)
    if ((row?.version ?? 0) !== body.version) throw movedOn(await proposalInFull(at, proposal.id))
    const by = { desk: proposal.from_desk, actor: proposal.proposed_by }
    if (row) {
      const entry = body.entry ?? proposedEntry(proposal, await currentEntry(at, row))
      await changeEntry(at, row, entry, by)
    } else await addEntry(at, proposal.service_id, body.entry ?? proposal.entry, by)
    await answerProposal(at, proposal, body.entry ? 'changed' : 'approved', body.reason)
    return proposalInFull(at, proposal.id)
  }),
]
