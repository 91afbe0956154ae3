import { sql } from 'kysely'
import { MOST_ENTRIES, type ReferralFacts, type Scope, type Snapshot } from '#model/referrals/contract.ts'
import { ageBandOf, tellsWho } from '#model/referrals/facts.ts'
import { inTwoStages, missingOf, snapshotOf } from '#model/referrals/scopes.ts'
import { caseFile } from '../cases/asks.ts'
import { reachOf, wholePerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import type { Origin } from './sealed.ts'

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
    // What is restricted to the lawyer of this desk stays here, whoever sends.
    notes:
      whole?.notes
        .filter(({ visibility }) => visibility === 'desk')
        .slice(0, MOST_ENTRIES)
        .map(({ day, kind, text }) => ({ day, kind, text })) ?? null,
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
