import { v5, v7 } from 'uuid'
import type { Endpoint } from '#model/endpoint.ts'
import type { Role } from '#model/grants.ts'
import type { PersonRow } from '#model/imports/person-row.ts'
import { hashPassword } from './identity/password.ts'
import { firstDoubts, keepDoubt } from './imports/person-store.ts'
import { askMail } from './mails/asks.ts'
import { answerLink, type LinkRow, lastLink } from './network/links.ts'
import { ask } from './platform/testing-ask.ts'
import type { Caller, DeskKind, TestServer } from './testing.ts'

import {
  addPrivacy,
  addToNetwork,
  type Bodies,
  bodiesOf,
  newArrangement,
  newGround,
  newNotice,
  noticeKey,
} from './testing-privacy.ts'
import { log, newAgreement, newCase, newContact, newEntry, newPerson, record, takeCharge } from './testing-records.ts'
import { addReferrals, came, mayGo, newReferral } from './testing-referrals.ts'

export type World = { caller: Caller; email: string; ids: Record<string, string>; network: string; bodies: Bodies }

export const password = 'long enough for a test'
let hash: Promise<string> | undefined

const everything: Role[] = ['worker', 'network_manager', 'coordinator', 'desk_administrator']

/** Names of ids of what every desk of a network may read. */
export const ofNetwork = ['entry', 'organisation', 'agreement', 'target']

/** Endpoints that answer in a desk for trying out alone. */
export const inTryoutsOnly = ['openTryout', 'fillTryout', 'emptyTryout']
const readPerson: PersonRow = {
  familyName: 'Diallo',
  sex: 'F',
  birthDate: 'not_asked',
  citizenship: 'SEN',
  phones: [],
  documents: [],
}
const register = 'Codice;Data contatto;Cognome;Sesso\nPUA-1;10/01/2026;Rossi;M\nPUA-2;10/01/2026;Bianchi;?'

export async function worldOf(server: TestServer, code: string, desk?: DeskKind): Promise<World> {
  const caller = await server.member(await server.desk(code, desk), ...everything)
  hash ??= hashPassword(password)
  await ask(server.database.platform, 'update account set password_hash = $2 where id = $1', [
    caller.accountId,
    await hash,
  ])
  const person = await record(caller, { taxCode: 'RSSMRA80A01F205X' })
  const contact = await log(caller, { personId: person })
  const case_ = await takeCharge(caller, {
    personId: person,
    contactId: contact,
    followers: [{ accountId: caller.accountId, role: 'worker' }],
  })
  const [service, note, draft, run] = [v7(), v7(), v7(), v7()]
  await caller.call('POST', `/cases/${case_}/services`, { id: service, day: '2026-01-12', kind: 'work' })
  await caller.call('POST', `/cases/${case_}/notes`, { id: note, day: '2026-01-12', kind: 'call', text: 'A note' })
  await caller.call('PUT', `/drafts/${draft}`, { kind: 'note', record: case_, body: '{}', edition: 1 })
  await caller.upload(`/imports/${run}`, register)
  const [doubt, mail] = await caller.enter(async (at) => {
    await keepDoubt(at, run, 2, at.vault.tag('test', run), readPerson)
    const asked = { desk: at.desk.id, address: 'desk@varco.test', language: 'it' } as const
    return [(await firstDoubts(at, run, 1))[0]?.id as string, await askMail(at, asked, 'referrals-waiting', 1)] as const
  })
  const directory = desk?.tryout ? {} : await directoryOf(server, caller)
  const bodies = await bodiesOf(server, caller)
  const privacy = { ...(await addToNetwork(caller, bodies)), ...(await addPrivacy(caller, person)) }
  const referrals = desk?.tryout ? {} : await addReferrals(server, caller, case_)
  return {
    caller,
    email: `${caller.accountId}@varco.test`,
    ids: {
      person,
      contact,
      case: case_,
      service,
      note,
      draft,
      doubt,
      mail,
      import: run,
      account: caller.accountId,
      ...directory,
      ...privacy,
      ...referrals,
    },
    network: desk?.network ?? 'net',
    bodies,
  }
}

/** An entry of the directory, a proposal that waits, an agreement, and the own note. */
async function directoryOf(server: TestServer, caller: Caller) {
  const [entry, agreement] = [v7(), v7()]
  const worker = await server.member(caller.desk, 'worker')
  const call = { name: 'A colleague', part: 'Desk', phone: '000', mail: '' }
  await caller.call('POST', '/directory', { id: entry, entry: newEntry({ calls: [call] }), why: '' })
  const { body } = await caller.call('GET', `/directory/${entry}`)
  const organisation = body.organisation.id as string
  await caller.call('PUT', `/directory/${entry}/note`, { text: 'A note', version: 0 })
  await caller.call('POST', '/agreements', { id: agreement, agreement: newAgreement(organisation) })
  await worker.call('POST', `/directory/${entry}/proposals`, {
    id: v7(),
    entry: newEntry({ organisationId: organisation, newOrganisation: '', name: 'Primo ascolto' }),
    why: 'A new name',
    version: 1,
  })
  // One link that was answered, and one that waits.
  const asked = { address: 'service@varco.test', again: true }
  await caller.call('POST', `/directory/${entry}/assurance-link`, asked)
  await caller.enter(async (at) => answerLink(at, (await lastLink(at, entry)) as LinkRow, 'changed', 'A change'))
  await caller.call('POST', `/directory/${entry}/assurance-link`, asked)
  const { body: proposals } = await caller.call('GET', '/proposals')
  return { entry, organisation, agreement, proposal: proposals.waiting[0].id as string }
}

export type Sample = {
  body?: unknown
  query?: Record<string, string>
  bytes?: string
  before?: (world: World) => Promise<unknown>
  params?: Record<string, string>
}

/** How the public feed of a network calls what is no record. */
const hsdsId = ({ caller }: World, name: string) => v5(name, caller.desk.networkId)

const publicOf = ({ network }: World, id?: string): Sample => ({ params: { network, ...(id && { id }) } })

const services = 'Servizio;Ente;Bisogni\nConsulenza;Ente inventato;Legale\nSenza ente;;Casa'

const facts = { profile: 'exploited', needs: ['work'] }

/** A call of each endpoint that is as it should be. An endpoint without its row here fails the route test. */
export const samples: Record<string, (ids: World['ids'], world: World) => Sample> = {
  signIn: (_, { email }) => ({ body: { email, password } }),
  openSession: () => ({}),
  signOut: () => ({}),
  signOutEverywhere: () => ({}),
  listSessions: () => ({}),
  changePassword: () => ({ body: { current: password, next: 'another long password' } }),
  chooseLanguage: () => ({ body: { language: 'en' } }),
  listMembers: () => ({}),
  listDrafts: () => ({}),
  saveDraft: (ids) => ({ body: { kind: 'note', record: ids.case, body: '{"text":"…"}', edition: 2 } }),
  discardDraft: () => ({}),
  logContact: (ids) => ({ body: newContact({ personId: ids.person, needs: ['work'], note: 'x' }) }),
  listContacts: () => ({ query: { show: 'named', most: '5' } }),
  openContact: () => ({}),
  correctContact: (ids) => ({ body: { day: '2026-01-11', channel: 'phone', personId: ids.person, version: 1 } }),
  withdrawContact: () => ({}),
  uploadRegister: () => ({ bytes: register, params: { import: v7() }, query: { kind: 'contacts' } }),
  mapColumns: () => ({ body: { headingRow: 1, fields: ['code', 'contactDate', 'familyName', null], words: [] } }),
  listRememberedColumns: () => ({}),
  forgetColumns: () => ({ params: { kind: 'persons' } }),
  listDoubts: () => ({}),
  settleDoubt: (ids) => ({ body: { person: ids.person } }),
  discardImport: () => ({}),
  runImport: () => ({ body: { mode: 'valid-rows' } }),
  openImport: () => ({}),
  listImportErrors: () => ({ query: { most: '5' } }),
  listImports: () => ({}),
  recordPerson: () => ({ body: newPerson() }),
  listPersons: () => ({ query: { most: '5' } }),
  searchPersons: () => ({ body: { text: 'diallo' } }),
  matchPersons: (ids) => ({ body: { identity: { familyName: 'Diallo' }, taxCode: null, except: ids.person } }),
  openPerson: () => ({}),
  revealTaxCode: () => ({}),
  correctPerson: () => ({ body: { identity: { familyName: 'Diallo' }, sex: 'F', citizenship: 'SEN', version: 1 } }),
  takeInCharge: (ids) => ({
    body: newCase(ids.person as string, {
      contactId: ids.contact as string,
      followers: [{ accountId: ids.account as string, role: 'worker' }],
      note: 'x',
    }),
  }),
  weighEligibility: () => ({
    body: { citizenship: 'SEN', stayDocument: 'permit', profile: 'exploited', on: '2025-06-01' },
  }),
  listCases: () => ({ query: { state: 'all', most: '5' } }),
  openCase: () => ({}),
  correctCase: () => ({ body: { ...facts, legalBasis: 'consent', version: 1 } }),
  assignFollower: () => ({ body: { role: 'legal_adviser' } }),
  releaseFollower: () => ({}),
  deliverService: () => ({ body: { id: v7(), day: '2026-01-12', kind: 'legal', text: 'x' } }),
  withdrawService: () => ({}),
  addNote: () => ({ body: { id: v7(), day: '2026-01-12', kind: 'call', text: 'x' } }),
  correctNote: () => ({ body: { kind: 'meeting', text: 'y', version: 1 } }),
  closeCase: () => ({ body: { outcome: 'goals-met', closedOn: '2026-01-14', version: 1 } }),
  reopenCase: () => ({
    body: { reason: 'came back', version: 2 },
    before: ({ caller, ids }) =>
      caller.call('POST', `/cases/${ids.case}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 }),
  }),
  openToday: () => ({}),
  openReturn: () => ({ query: { from: '2025-05-01', to: '2025-11-30' } }),
  exportReturn: () => ({ query: { as: 'csv' } }),
  listProgrammes: () => ({}),
  openYear: () => ({ query: { year: '2026' } }),
  listMails: () => ({ query: { show: 'all' } }),
  tryMailAgain: () => ({}),
  listAccesses: () => ({ query: { kind: 'all' } }),
  openTryout: () => ({}),
  fillTryout: () => ({}),
  emptyTryout: () => ({}),
  listServices: () => ({ query: { words: 'ascolto', most: '5' } }),
  openService: () => ({}),
  setCapacity: () => ({ body: { free: 2, total: 10 } }),
  assureService: () => ({}),
  retireService: () => ({ body: { state: 'live' } }),
  keepServiceNote: () => ({ body: { text: 'x', version: 1 } }),
  proposeService: () => ({ body: { id: v7(), entry: newEntry(), why: 'x' } }),
  proposeChange: () => ({
    body: { id: v7(), entry: newEntry({ name: 'Ascolto e orientamento' }), why: 'x', version: 1 },
  }),
  askProvider: () => ({ body: { address: 'service@varco.test', again: true } }),
  takeLinkBack: () => ({}),
  countStale: () => ({}),
  askAboutStale: () => ({}),
  listProposals: () => ({}),
  openProposal: () => ({}),
  decideProposal: () => ({ body: { act: 'approve', reason: '', entry: null, version: 1 } }),
  listBodies: () => ({}),
  addAgreement: (ids) => ({ body: { id: v7(), agreement: newAgreement(ids.organisation as string) } }),
  hsdsAbout: (_, world) => publicOf(world),
  hsdsServices: (_, world) => ({ ...publicOf(world), query: { full: 'true', search: 'ascolto' } }),
  hsdsService: (ids, world) => publicOf(world, ids.entry),
  hsdsOrganizations: (_, world) => ({ ...publicOf(world), query: { full_service: 'true' } }),
  hsdsOrganization: (ids, world) => publicOf(world, ids.organisation),
  hsdsTaxonomies: (_, world) => publicOf(world),
  hsdsTaxonomy: (_, world) => publicOf(world, hsdsId(world, 'taxonomy needs')),
  hsdsTerms: (_, world) => publicOf(world),
  hsdsTerm: (_, world) => publicOf(world, hsdsId(world, 'term work')),
  hsdsPlaces: (_, world) => publicOf(world),
  hsdsPlace: (ids, world) => publicOf(world, hsdsId(world, `place ${ids.entry}`)),
  hsdsPackage: (_, world) => publicOf(world),
  lookAtServices: () => ({ bytes: services }),
  bringServices: () => ({ bytes: services, query: { assured: '2026-01-10' } }),
  changeAgreement: (ids) => ({ body: { agreement: newAgreement(ids.organisation as string), version: 1 } }),
  listControllers: () => ({}),
  listNotices: () => ({}),
  writeNotice: () => ({ body: newNotice }),
  listArrangements: () => ({}),
  writeArrangement: (_, { bodies }) => ({ body: newArrangement(bodies) }),
  endArrangement: () => ({}),
  listGrounds: () => ({}),
  recordGround: () => ({
    body: newGround({ notice: noticeKey, recipient: 'outside', outside: 'A consulate', present: 'x' }),
  }),
  endGround: () => ({ body: { reason: 'x' } }),
  openPersonPrivacy: () => ({}),
  listPersonAccesses: () => ({ query: { most: '5' } }),
  openRestriction: () => ({}),
  restrictPerson: () => ({ body: { id: v7(), reason: 'contested', words: 'x' } }),
  liftRestriction: () => ({ body: { words: 'put right' } }),
  exportPerson: () => ({ body: { id: v7(), language: 'fr', withheld: ['case-notes'], words: 'x' } }),
  fetchExport: () => ({}),
  weighShare: (_, { bodies }) => ({
    body: { purpose: 'referral', recipient: 'body', body: bodies[1], scopes: ['identity'] },
  }),
  draftReferral: (ids) => ({ body: { ...newReferral, id: v7(), serviceId: ids.target } }),
  changeReferral: () => ({ body: { ...newReferral, version: 1 } }),
  previewReferral: () => ({}),
  sendReferral: (ids) => ({ body: { version: 1, shown: ids.shown ?? '0'.repeat(32) }, before: mayGo }),
  listReferrals: () => ({ query: { way: 'out', most: '5' } }),
  openReferral: () => ({}),
  seeReferral: () => ({ body: { version: 2 }, before: came() }),
  acceptReferral: () => ({ body: { version: 3 }, before: came('sight') }),
  declineReferral: () => ({ body: { version: 3, reason: 'full', words: 'x' }, before: came('sight') }),
  beginReferral: () => ({ body: { version: 4 }, before: came('sight', 'yes') }),
  finishReferral: () => ({
    body: { version: 5, outcome: 'need-met', words: 'x' },
    before: came('sight', 'yes', 'beginning'),
  }),
  interruptReferral: () => ({ body: { version: 4, reason: 'other', words: 'x' }, before: came('sight', 'yes') }),
  withdrawReferral: () => ({ body: { version: 1 } }),
  writeMessage: () => ({ body: { id: v7(), text: 'x' }, before: came() }),
  setTerms: () => ({ body: { answerWithin: 480, startWithin: null } }),
}

/** The sample of an endpoint in a world, with some of its ids replaced. */
export const sampleOf = ({ name }: Endpoint, world: World, ids = world.ids): Sample => samples[name]?.(ids, world) ?? {}

/** The address of an endpoint, with the ids of a world. */
export function addressOf(
  { path }: Endpoint,
  desk: string,
  ids: Record<string, string>,
  query: Record<string, string> = {},
): string {
  const filled = path.replaceAll(/:([a-zA-Z]+)/g, (_, name) => (name === 'desk' ? desk : (ids[name] ?? name)))
  const asked = new URLSearchParams(query).toString()
  return `/api/v1${filled}${asked ? `?${asked}` : ''}`
}
