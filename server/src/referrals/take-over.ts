import type { z } from 'zod'
import { type ReferralFacts, type Snapshot, TAKEN_OVER } from '#model/referrals/contract.ts'
import type { takeOverReferral } from '#model/referrals/contract-acts.ts'
import { addEntries, openNewCase } from '../cases/asks.ts'
import { addPerson, seesPerson } from '../people/asks.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { notPossible, unknownId } from '../platform/failure.ts'
import { move, referralFor } from './acts.ts'
import { copiesOf } from './sealed.ts'
import { namesOfNetwork } from './services.ts'
import { idHere, on } from './store.ts'

type Wish = z.output<typeof takeOverReferral.body>

const facts = ({ profile, stayDocument, sector, workForm, need }: Snapshot) => ({
  profile: profile ?? ('not_asked' as const),
  stayDocument: stayDocument ?? ('not_asked' as const),
  sector: sector ?? ('not_asked' as const),
  workForm: workForm ?? ('not_asked' as const),
  needs: need ? [need] : [],
})

/** The person of the case: one whom the desk knows, or a new one of what came. */
async function personOf(at: At, referral: string, { as }: Wish, came: Snapshot): Promise<string> {
  if ('person' in as) {
    if (!(await seesPerson(at, as.person))) throw unknownId('/as/person')
    return as.person
  }
  const id = idHere(at, `person of ${referral}`)
  const identity = {
    givenName: as.givenName,
    familyName: as.familyName,
    otherNames: '',
    birthDate: came.birthDate ?? null,
    phones: came.phones ?? [],
    documents: [],
    address: came.address ?? '',
    code: '',
  }
  const known = { sex: came.sex ?? 'not_asked', citizenship: came.citizenship ?? 'not_asked' }
  await addPerson(at, id, known, identity, came.taxCode ?? null)
  return id
}

/**
 * Opens a case of what came, once; the work has begun with it. A transfer is done with that: the sender's case closes. What was
 * written elsewhere says from where it comes.
 */
export async function takeOver(at: At, id: string, wish: Wish): Promise<void> {
  const found = await referralFor(at, id, 'begin', wish)
  const { row } = found
  if (row.kind === 'service') throw notPossible('referral-service-only')
  const came = (await copiesOf(at, [id])).get(id) ?? {}
  if (came.name === undefined) throw notPossible('referral-rest-missing')
  const personId = await personOf(at, id, wish, came)
  // Made by chance: whoever sent knows every part of which an id could be worked out, and its number opens it in an emergency.
  const caseId = newId()
  const own = at.actor.accountId
  await openNewCase(at, {
    ...facts(came),
    id: caseId,
    personId,
    contactId: null,
    openedOn: at.today,
    legalBasis: wish.legalBasis,
    followers: own ? [{ accountId: own, role: 'worker' }] : [],
    note: came.story ?? '',
  })
  const { name } = (await namesOfNetwork(at)).desk(row.from_desk)
  await addEntries(at, caseId, entriesOf(at, id, came, name))
  await on(at)
    .insertInto('referral_case')
    .values({ desk_id: at.desk.id, referral_id: id, case_id: caseId, at: at.now })
    .execute()
  await move(at, found, 'begin', { begun_at: at.now })
  if (row.kind === 'transfer') await closeTransfer(at, id)
}

type Entries = Pick<ReferralFacts, 'services' | 'notes'>

const entriesOf = (
  at: At,
  referral: string,
  { services = [], notes = [] }: Snapshot,
  from: string,
): Entries & { idOf: (what: string) => string } => ({
  services: services.map((each) => ({ ...each, text: `[${from}] ${each.text}`.trim() })),
  notes: notes.map((each) => ({ ...each, text: `[${from}] ${each.text}` })),
  idOf: (what) => idHere(at, `${what} of ${referral}`),
})

async function closeTransfer(at: At, id: string): Promise<void> {
  const begun = await referralFor(at, id, 'finish', { outcome: TAKEN_OVER })
  await move(at, begun, 'finish', { ended_at: at.now, outcome: TAKEN_OVER })
  await at.tell('referral.finished', { referral: id })
}
