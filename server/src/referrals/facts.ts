import { sql } from 'kysely'
import { MOST_ENTRIES, type ReferralFacts, type Scope, type Snapshot } from '#model/referrals/contract.ts'
import { ageBandOf, coveredBy, tellsWho } from '#model/referrals/facts.ts'
import { inTwoStages, missingOf, snapshotOf } from '#model/referrals/scopes.ts'
import { caseFile } from '../cases/asks.ts'
import { reachOf, wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { Failure } from '../platform/failure.ts'
import { mayGive } from '../privacy/asks.ts'
import { copiesOf, type Origin, originOf } from './sealed.ts'
import { bodyOfDesk } from './services.ts'
import type { ReferralRow } from './store.ts'

type CaseFacts = {
  person_id: string
  state: 'open' | 'closed'
  stay_document: string
  profile: string
  sector: string
  work_form: string
}

/** The case that a referral is made from, if this actor sees it. */
export async function caseFacts(at: At, id: string): Promise<CaseFacts | undefined> {
  const { rows } = await sql<CaseFacts>`
    select person_id, state, stay_document, profile, sector, work_form from care_case
    where desk_id = ${at.desk.id} and id = ${id} and ${reachOf(at).cases}`.execute(at.tx)
  return rows[0]
}

/** Everything that could travel, from the records as they are now; what is not known is left out. */
async function factsOf(at: At, { case_id, person_id, said, scopes }: Origin): Promise<Partial<ReferralFacts>> {
  const wantsEntries = scopes.includes('services') || scopes.includes('notes')
  const [file, person, whole] = await Promise.all([
    caseFacts(at, case_id),
    wholePerson(at, person_id),
    wantsEntries ? caseFile(at, case_id) : undefined,
  ])
  if (!file || !person) return {}
  const { identity, taxCode } = person
  const known = {
    ...said,
    sex: person.sex,
    ageBand: ageBandOf(identity.birthDate, at.today),
    name: [identity.givenName, identity.familyName].filter(Boolean).join(' '),
    birthDate: identity.birthDate,
    phones: identity.phones.length > 0 ? identity.phones : null,
    address: identity.address,
    citizenship: person.citizenship,
    stayDocument: file.stay_document,
    taxCode,
    profile: file.profile,
    sector: file.sector,
    workForm: file.work_form,
    services: whole?.services.slice(0, MOST_ENTRIES).map(({ day, kind, text }) => ({ day, kind, text })) ?? null,
    notes: whole?.notes.slice(0, MOST_ENTRIES).map(({ day, kind, text }) => ({ day, kind, text })) ?? null,
  }
  return Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== null && value !== ''),
  ) as Partial<ReferralFacts>
}

/** Whether the words that go before the yes tell who the person is. */
export async function toldEarly(at: At, personId: string, { question = '' }: Snapshot): Promise<boolean> {
  const person = await wholePerson(at, personId)
  return person !== undefined && tellsWho(question, person.identity)
}

export type Outlook = { snapshot: Snapshot; now: Snapshot; afterYes: Snapshot; missing: Scope[]; shown: string }

/** What would travel now, and a keyed mark of it: whoever sends names the mark of what was shown. */
export async function outlookOf(at: At, origin: Origin): Promise<Outlook> {
  const snapshot = snapshotOf(await factsOf(at, origin), origin.scopes as Scope[])
  const { first, second } = inTwoStages(snapshot)
  const inOrder = Object.entries(snapshot).sort(([a], [b]) => (a < b ? -1 : 1))
  const shown = at.vault.tag('referral-shown', JSON.stringify([origin.referral_id, inOrder])).toString('hex')
  return { snapshot, now: first, afterYes: second, missing: missingOf(snapshot), shown }
}

/** What covers the giving of a snapshot to the body of a desk today, or why nothing may be given. */
export const coverOf = (at: At, personId: string, body: string, snapshot: Snapshot) =>
  mayGive(at, personId, { purpose: 'referral', recipient: 'body', body, outside: '', scopes: coveredBy(snapshot) })

/** Why what was sent may not be given any more, to the body that it was sent to; empty: it may. */
async function stopsOf(at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<string[]> {
  const [origin, copies] = [await originOf(at, row.id), await copiesOf(at, [row.id])]
  // Never what the entry of the service says today: whoever keeps it could name a body that is covered.
  const body = row.to_desk === null ? origin?.body_id : await bodyOfDesk(at, row.to_desk)
  if (!origin || !body) return ['none']
  const { reasons } = await coverOf(at, origin.person_id, body, copies.get(row.id) ?? {})
  return reasons.map(({ code }) => code)
}

/** Nothing covers it, in the words of sending. */
export const shareRefused = (codes: readonly string[]) =>
  new Failure('not-possible', {
    reason: 'share-refused',
    errors: codes.map((code) => ({ pointer: '/share', code })),
  })

/** Refuses where the sender may give nothing more of what was sent, nor say more about it. */
export async function mustStillGo(at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<void> {
  const stops = await stopsOf(at, row)
  if (stops.length > 0) throw shareRefused(stops)
}

/** Whether on this day what was sent may still be given to whoever it was sent to. */
export const mayFollow = async (at: At, row: Pick<ReferralRow, 'id' | 'to_desk'>): Promise<boolean> =>
  (await stopsOf(at, row)).length === 0
