import { v7 } from 'uuid'
import type { Role } from '#model/grants.ts'
import type { PersonRow } from '#model/imports/person-row.ts'
import { hashPassword } from './identity/password.ts'
import { firstDoubts, keepDoubt } from './imports/person-store.ts'
import { askMail } from './mails/asks.ts'
import { answerLink, type LinkRow, lastLink } from './network/links.ts'
import { ask } from './platform/testing-ask.ts'
import type { Caller, DeskKind, TestServer } from './testing.ts'
import { addApproval } from './testing-approvals.ts'
import { addArrival } from './testing-arrival.ts'
import { addCalendar } from './testing-calendar.ts'
import { callConference } from './testing-conferences.ts'
import { addLocalDocuments } from './testing-documents.ts'
import { addErasures } from './testing-erasure.ts'
import { beginWith, keep } from './testing-files.ts'
import { addGlass } from './testing-glass.ts'
import { addLetters } from './testing-letters.ts'
import { addPrivacy, addToNetwork, type Bodies, bodiesOf } from './testing-privacy.ts'
import { addQuestions } from './testing-questions.ts'
import {
  addCorrectedNote,
  addHandover,
  addPathway,
  addSubstitution,
  addTask,
  closeWithFollowUp,
  log,
  newAgreement,
  newEntry,
  newHours,
  newSign,
  record,
  takeCharge,
} from './testing-records.ts'
import { addReferrals } from './testing-referrals.ts'
import { addSignals } from './testing-signals.ts'
import { newTemplate } from './testing-templates.ts'
import { addTies } from './testing-ties.ts'

export type World = {
  server: TestServer
  caller: Caller
  email: string
  ids: Record<string, string>
  network: string
  bodies: Bodies
}

export const password = 'long enough for a test'
let hash: Promise<string> | undefined

const everything: Role[] = ['worker', 'network_manager', 'coordinator', 'desk_administrator', 'liaison']

/** Names of ids of what every desk of a network may read. */
export const ofNetwork = ['entry', 'organisation', 'agreement', 'target', 'arrangement']

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
export const register = 'Codice;Data contatto;Cognome;Sesso\nPUA-1;10/01/2026;Rossi;M\nPUA-2;10/01/2026;Bianchi;?'

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
  const [service, note, draft, run, hours, dossier] = [v7(), v7(), v7(), v7(), v7(), v7()]
  await caller.call('POST', `/cases/${case_}/services`, { id: service, day: '2026-01-12', kind: 'work' })
  await caller.call('POST', `/cases/${case_}/notes`, { id: note, day: '2026-01-12', kind: 'call', text: 'A note' })
  await addCorrectedNote(caller, case_)
  const colleague = await server.member(caller.desk, 'worker')
  const task = await addTask(colleague, case_, caller.accountId)
  await caller.call('PUT', `/cases/${case_}/followers/${colleague.accountId}`, { role: 'worker' })
  const substitution = await addSubstitution(caller, colleague.accountId, caller.accountId)
  const handover = await addHandover(colleague, case_, caller.accountId)
  await caller.call('POST', `/cases/${case_}/signs`, newSign())
  await caller.call('POST', `/cases/${case_}/hours`, newHours({ id: hours }))
  const keptFile = await keep(caller, case_, 'A contract', { note })
  const begunFile = await beginWith(caller, case_, Buffer.from('A file'))
  await caller.call('PUT', `/cases/${case_}/documents/permit`, { no: 0, state: 'held', number: 'x' })
  const pathway = await addPathway(caller, case_)
  const taken = { id: dossier, parts: ['notes'], purpose: 'The lawyer', language: 'it' }
  await caller.call('POST', `/cases/${case_}/dossiers`, taken)
  const calendar = await addCalendar(caller, case_)
  const local = await addLocalDocuments(caller)
  const letters = await addLetters(caller, case_)
  const told = await addArrival(caller, case_)
  const ties = await addTies(caller, person)
  const questions = await addQuestions(caller, case_, person)
  await caller.call('PUT', '/pathway/templates/exploited', newTemplate())
  const conference = await callConference(caller, case_)
  const approval = await addApproval(caller, colleague, case_)
  const ended = await takeCharge(caller, { personId: person })
  const followUp = await closeWithFollowUp(caller, ended)
  await caller.call('PUT', `/drafts/${draft}`, { kind: 'note', record: case_, body: '{}', edition: 1 })
  await caller.upload(`/imports/${run}`, register)
  const [doubt, mail] = await caller.enter(async (at) => {
    await keepDoubt(at, run, 2, at.vault.tag('test', run), readPerson)
    const asked = { desk: at.desk.id, address: 'desk@varco.test', language: 'it' } as const
    return [(await firstDoubts(at, run, 1))[0]?.id as string, await askMail(at, asked, 'referrals-waiting', 1)] as const
  })
  const directory = desk?.tryout ? {} : await directoryOf(server, caller)
  const bodies = await bodiesOf(server, caller)
  const privacy = {
    ...(await addToNetwork(caller, bodies)),
    ...(await addPrivacy(caller, person)),
    ...(await addErasures(server, caller, person)),
  }
  const referrals = desk?.tryout ? {} : await addReferrals(server, caller, case_)
  const glasses = desk?.tryout ? {} : await addGlass(server, caller, case_)
  const signals = desk?.tryout ? {} : await addSignals(server, caller)
  return {
    server,
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
      hours,
      keptFile,
      begunFile,
      task,
      colleague: colleague.accountId,
      handover,
      approval,
      conference,
      substitution,
      ...pathway,
      ...calendar,
      ...letters,
      ...local,
      ...told,
      ...ties,
      ...questions,
      ended,
      followUp,
      dossier,
      ...directory,
      ...privacy,
      ...referrals,
      ...glasses,
      ...signals,
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
  return { entry, organisation, agreement, proposal: proposals.rows[0].id as string }
}

/** A call of an endpoint that is as it should be, and what is done before it. */
export type Sample = {
  body?: unknown
  query?: Record<string, string>
  bytes?: string
  before?: (world: World) => Promise<unknown>
  params?: Record<string, string>
}

export type Samples = Record<string, (ids: World['ids'], world: World) => Sample>
