import { createHash } from 'node:crypto'
import { v5, v7 } from 'uuid'
import type { Endpoint } from '#model/endpoint.ts'
import { newArrival, newDecision, newPayment } from './testing-arrival.ts'
import { newErasure } from './testing-erasure.ts'
import { beginWith, newFile } from './testing-files.ts'
import { besides, newGlass } from './testing-glass.ts'
import { letterValues, newLetter, newLetterTemplate } from './testing-letters.ts'
import { newArrangement, newGround, newNotice, newSignature, noticeKey } from './testing-privacy.ts'
import { newAnswer, newList, questionFile } from './testing-questions.ts'
import {
  markOf,
  newAgreement,
  newBooking,
  newCase,
  newContact,
  newEntry,
  newHandover,
  newHours,
  newPerson,
  newSign,
  newSubstitution,
  newTask,
  record,
} from './testing-records.ts'
import { came, fileWaits, handedOver, mayGo, newAppointment, newReferral, strand } from './testing-referrals.ts'
import { newSignal } from './testing-signals.ts'
import { newGoals, newTemplate } from './testing-templates.ts'
import { newMinor, newRelative, newSafeContact } from './testing-ties.ts'
import { password, register, type World } from './testing-world.ts'

export type Sample = {
  body?: unknown
  query?: Record<string, string>
  bytes?: string
  before?: (world: World) => Promise<unknown>
  params?: Record<string, string>
}

/** How the public feed of a network calls what is no record. */
const hsdsId = ({ caller }: World, name: string) => v5(name, caller.desk.networkId)

/** The referral whose sender proposes an appointment stands where the own draft stood. */
const toMeet = async ({ ids }: World): Promise<void> => {
  ids.referral = ids.met as string
}

/** What is handed over is named by the mark of what was shown. */
const marked = async ({ caller, ids }: World): Promise<void> => {
  ids.mark = await markOf(caller, caller.accountId, ids.case as string)
  ids.restMark = await markOf(caller, caller.accountId, null)
}

/** The referral to a body without an account. */
const linkedOf = ({ linked = '' }: World['ids']) => ({ referral: linked })

/** The file of which parts are there. */
const begunOf = ({ begunFile = '' }: World['ids']) => ({ keptFile: begunFile })

const fileBegun = async ({ caller, ids }: World): Promise<void> => {
  ids.begunFile = await beginWith(caller, ids.case as string, Buffer.from('A file'))
}

const publicOf = ({ network }: World, id?: string): Sample => ({ params: { network, ...(id && { id }) } })

const services = 'Servizio;Ente;Bisogni\nConsulenza;Ente inventato;Legale\nSenza ente;;Casa'

/** A file without questions, with the SHA-256 of an empty list: wherever it comes in, nothing is done. */
const noQuestions = questionFile([], createHash('sha256').update('[]').digest('hex'))

/** What of an appointment may change. */
const { id: _, ...bookedFacts } = newBooking()

const facts = { profile: 'exploited', needs: ['work'] }

/** The proposal is one that the own desk made and the next one answers. */
const proposedElsewhere = async ({ caller, ids, network }: World): Promise<void> => {
  const id = v7()
  await caller.call('POST', '/directory', { id, entry: newEntry({ desk: `next-${network}` }), why: '' })
  const { rows } = (await caller.call('GET', '/proposals?most=100')).body
  ids.proposal = rows.find(({ serviceId }: { serviceId: string }) => serviceId === id).id
}

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
  listTemplates: () => ({}),
  writeTemplate: () => ({ params: { profile: 'grey-settled' }, body: newTemplate() }),
  agreeGoals: () => ({ body: newGoals() }),
  openTies: () => ({}),
  writeSafeContact: () => ({ body: newSafeContact() }),
  writeMinor: () => ({ body: newMinor() }),
  writeRelative: () => ({ body: newRelative({ no: 1, text: 'x' }) }),
  revealTaxCode: () => ({}),
  correctPerson: () => ({ body: { identity: { familyName: 'Diallo' }, sex: 'F', citizenship: 'SEN', version: 1 } }),
  answerSign: () => ({ body: newSign() }),
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
  makeDossier: () => ({ body: { id: v7(), parts: ['identity', 'notes'], purpose: 'The lawyer', language: 'it' } }),
  fetchDossier: () => ({}),
  lookAtCase: () => ({ body: { until: '2026-01-15T09:00:00Z', seen: false } }),
  correctCase: () => ({ body: { ...facts, legalBasis: 'consent', version: 1 } }),
  assignFollower: () => ({ body: { role: 'legal_adviser' } }),
  releaseFollower: () => ({}),
  deliverService: () => ({ body: { id: v7(), day: '2026-01-12', kind: 'legal', text: 'x' } }),
  withdrawService: () => ({}),
  addNote: (ids) => ({
    body: {
      ...{ id: v7(), day: '2026-01-12', kind: 'call', text: 'x' },
      ...{ visibility: 'desk', mentions: [ids.account as string] },
    },
  }),
  correctNote: (ids) => ({
    body: { kind: 'meeting', text: 'y', visibility: 'legal', mentions: [ids.account as string], version: 1 },
  }),
  listTasks: () => ({ query: { show: 'all', most: '5' } }),
  listDueTasks: () => ({}),
  openTask: () => ({}),
  writeTask: (ids) => ({
    params: { task: v7() },
    body: newTask({ caseId: ids.case as string, owner: ids.account as string, why: 'x' }),
  }),
  sawTask: () => ({}),
  readWorkload: () => ({}),
  listHoldings: (ids) => ({ query: { from: ids.account as string, to: ids.colleague as string } }),
  handOverCase: (ids) => ({
    body: newHandover(ids.account as string, ids.colleague as string, ids.mark ?? '0'.repeat(32)),
    before: marked,
  }),
  handOverRest: (ids) => ({
    body: { id: v7(), to: ids.colleague, mark: ids.restMark ?? '0'.repeat(32) },
    before: marked,
  }),
  listHandovers: () => ({}),
  listNewHandovers: () => ({}),
  sawHandover: () => ({}),
  listSubstitutions: () => ({}),
  standIn: (ids) => ({ body: newSubstitution(ids.account as string, ids.colleague as string) }),
  endSubstitution: () => ({}),
  openStandIns: () => ({}),
  handBack: () => ({ body: { id: v7() } }),
  openNoteVersions: () => ({}),
  listMentions: () => ({}),
  sawMention: () => ({}),
  closeCase: () => ({ body: { outcome: 'goals-met', closedOn: '2026-01-14', version: 1 } }),
  reopenCase: () => ({
    body: { reason: 'came back', version: 2 },
    before: ({ caller, ids }) =>
      caller.call('POST', `/cases/${ids.case}/close`, { outcome: 'other', closedOn: '2026-01-14', version: 1 }),
  }),
  openToday: () => ({}),
  openSigns: () => ({}),
  listSignAnswers: () => ({ query: { most: '5' } }),
  openArrival: () => ({}),
  writeArrival: () => ({ body: newArrival({ text: 'x' }) }),
  writePayment: () => ({ params: { payment: v7() }, body: newPayment({ toName: 'x', text: 'x' }) }),
  writeDecision: () => ({
    params: { decision: v7() },
    body: newDecision({ bodyName: 'x', number: 'x', seenBy: 'x', text: 'x' }),
  }),
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
  searchServices: () => ({ body: { text: 'ascolto' } }),
  readDirectoryNews: () => ({}),
  listProposals: () => ({}),
  withdrawProposal: () => ({ before: proposedElsewhere }),
  openProposal: () => ({}),
  decideProposal: () => ({ body: { act: 'approve', reason: '', entry: null, version: 1 } }),
  listBodies: () => ({}),
  readNetworkMap: () => ({ query: { period: '2026-1', need: 'work', area: 'Milano' } }),
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
  endArrangement: () => ({ body: { day: '2026-02-01', reason: 'no longer needed' } }),
  listGrounds: () => ({}),
  recordGround: () => ({
    body: newGround({
      notice: noticeKey,
      recipient: 'outside',
      outside: 'A consulate',
      present: 'x',
      how: 'signed-paper',
      signature: newSignature(),
    }),
  }),
  addSignature: () => ({ body: newSignature() }),
  openSignature: ({ signed = '' }) => ({ params: { ground: signed } }),
  endGround: () => ({ body: { reason: 'x' } }),
  openPersonPrivacy: () => ({}),
  listPersonAccesses: () => ({ query: { most: '5' } }),
  openRestriction: () => ({}),
  restrictPerson: () => ({ body: { id: v7(), reason: 'contested', words: 'x' } }),
  liftRestriction: () => ({ body: { words: 'put right' } }),
  exportPerson: () => ({ body: { id: v7(), language: 'fr', withheld: ['case-notes'], words: 'x' } }),
  fetchExport: () => ({}),
  listWaitingErasures: () => ({}),
  askErasure: () => ({
    body: newErasure({ words: 'x' }),
    before: async (world) => {
      world.ids.person = await record(world.caller)
    },
  }),
  decideErasure: () => ({ body: { outcome: 'refused', reason: 'claims', words: 'A hearing' } }),
  weighShare: (_, { bodies }) => ({
    body: { purpose: 'referral', recipient: 'body', body: bodies[1], scopes: ['identity'] },
  }),
  draftReferral: (ids) => ({ body: { ...newReferral, id: v7(), serviceId: ids.target } }),
  changeReferral: () => ({ body: { ...newReferral, version: 1 } }),
  previewReferral: () => ({}),
  sendReferral: (ids) => ({ body: { version: 1, shown: ids.shown ?? '0'.repeat(32) }, before: mayGo }),
  listReferrals: () => ({ query: { way: 'out', most: '5' } }),
  openReferral: () => ({}),
  searchReferrals: () => ({ body: { way: 'out', text: 'diallo' } }),
  lookAtReferral: (ids) => ({ params: { referral: ids.met ?? '' }, body: { until: '2026-01-15T09:00:00.000Z' } }),
  seeReferral: () => ({ body: { version: 2 }, before: came() }),
  acceptReferral: () => ({ body: { version: 3 }, before: came('sight') }),
  declineReferral: () => ({ body: { version: 3, reason: 'full', words: 'x' }, before: came('sight') }),
  beginReferral: () => ({ body: { version: 4 }, before: came('sight', 'yes') }),
  takeOverReferral: () => ({
    body: { version: 4, id: v7(), as: { givenName: 'x', familyName: 'x' }, legalBasis: 'public-task' },
    before: async (world) => {
      world.ids.referral = await handedOver(world.server, world.caller)
    },
  }),
  finishReferral: () => ({
    body: { version: 5, outcome: 'need-met', words: 'x' },
    before: came('sight', 'yes', 'beginning'),
  }),
  interruptReferral: () => ({ body: { version: 4, reason: 'other', words: 'x' }, before: came('sight', 'yes') }),
  withdrawReferral: () => ({ body: { version: 1 } }),
  listMoves: (ids) => ({ query: { to: ids.target as string } }),
  moveReferral: (ids) => ({ body: { version: 2, serviceId: ids.target }, before: strand }),
  countWaiting: () => ({}),
  listUnarranged: () => ({}),
  openAppointment: (ids) => ({ params: { referral: ids.met ?? '' } }),
  listAppointments: () => ({}),
  proposeAppointment: () => ({ body: { no: 0, ...newAppointment }, before: came('sight', 'yes') }),
  confirmAppointment: () => ({ body: { no: 1 }, before: toMeet }),
  cancelAppointment: () => ({ body: { no: 1 }, before: toMeet }),
  writeMessage: () => ({ body: { id: v7(), text: 'x' }, before: came() }),
  listReferralFiles: (ids) => ({ params: { referral: ids.met ?? '' } }),
  sendReferralFile: () => ({ bytes: 'A file', params: { file: v7() }, before: toMeet }),
  takeReferralFileBack: (ids) => ({ params: { referral: ids.met ?? '' }, before: fileWaits }),
  fetchReferralFile: (ids) => ({ params: { referral: ids.met ?? '' } }),
  openTerms: () => ({}),
  openReferralLink: (ids) => ({ params: linkedOf(ids) }),
  makeReferralLink: (ids) => ({ params: linkedOf(ids), body: { address: 'body@varco.test' } }),
  takeReferralLinkBack: (ids) => ({ params: linkedOf(ids) }),
  setTerms: () => ({ body: { answerWithin: 480, startWithin: null } }),
  breakGlass: (ids) => ({ body: newGlass({ referral: ids.incoming as string }) }),
  listOwnGlass: () => ({}),
  readThroughGlass: () => ({}),
  endGlass: () => ({}),
  listGlass: () => ({ query: { way: 'here', month: '2026-01', most: '5' } }),
  listSignalTargets: () => ({}),
  sendSignal: (_, world) => ({ body: newSignal(`next-${world.network}`) }),
  listSentSignals: () => ({ query: { show: 'all', most: '5' } }),
  listSignals: () => ({ query: { show: 'waiting', most: '5' } }),
  openSignal: () => ({}),
  handleSignal: () => ({ body: { version: 1, act: 'see' } }),
  reviewGlass: () => ({ before: besides }),
  openDocuments: () => ({}),
  recordDocument: () => ({
    params: { document: 'passport' },
    body: { no: 0, state: 'withheld', expiresOn: '2026-02-01', number: 'x', note: 'x' },
  }),
  listExpiring: () => ({}),
  listQuestions: () => ({}),
  writeQuestion: () => ({ params: { question: v7() }, body: newList({ unit: 'x' }) }),
  retireQuestion: () => ({}),
  moveQuestion: (ids) => ({ params: { question: ids.askedOfPerson ?? '' }, body: { before: ids.askedInCase } }),
  countAnswers: () => ({}),
  openCaseAnswers: () => ({}),
  writeCaseAnswers: (ids) => ({ body: { no: 1, answers: [newAnswer(ids.askedInCase ?? '')] } }),
  openPersonAnswers: () => ({}),
  writePersonAnswers: (ids) => ({ body: { no: 1, answers: [newAnswer(ids.askedOfPerson ?? '')] } }),
  takeQuestions: () => ({}),
  lookAtQuestions: () => ({ bytes: noQuestions }),
  bringQuestions: () => ({ bytes: noQuestions, query: { shown: '0'.repeat(32) } }),
  openPathway: () => ({}),
  writeGoal: () => ({
    params: { goal: v7() },
    body: { no: 0, area: 'work', text: 'x', agreedOn: '2026-01-12', state: 'left', since: '2026-01-13', why: 'x' },
  }),
  writeStep: (ids) => ({
    params: { step: v7() },
    body: {
      no: 0,
      goal: ids.goal,
      text: 'x',
      owner: 'other',
      other: 'x',
      state: 'done',
      doneOn: '2026-01-13',
    },
  }),
  writeReview: () => ({
    params: { review: v7() },
    body: { no: 0, day: '1980-01-12', text: 'x', nextOn: '2026-02-12' },
  }),
  writeFollowUp: ({ ended = '' }) => ({
    params: { case: ended, followUp: v7() },
    body: { no: 0, moment: 'exit', day: '2026-01-15', reached: 'through-others', text: 'x', withdrawn: true },
  }),
  listDue: () => ({}),
  listLetterTemplates: () => ({}),
  writeLetterTemplate: () => ({ params: { letterTemplate: v7() }, body: newLetterTemplate() }),
  listLetters: () => ({}),
  fillLetter: ({ letterTemplate = '' }) => ({ query: { template: letterTemplate } }),
  makeLetter: ({ letterTemplate = '' }) => ({ body: newLetter(letterTemplate, { values: letterValues() }) }),
  withdrawLetter: () => ({ body: { why: 'Sbagliata' } }),
  printLetter: () => ({ query: { form: 'page' } }),
  openHours: () => ({}),
  // A Sunday, as is the day that the canaries plant.
  recordHours: () => ({ body: newHours({ worked: [7], free: [], note: 'x' }) }),
  withdrawHours: () => ({ body: { why: 'x' } }),
  listKeptFiles: () => ({}),
  beginFile: (ids) => ({ body: newFile('A file', { name: 'x', note: ids.note }) }),
  sendFilePart: (ids) => ({ bytes: 'A file', params: { ...begunOf(ids), no: '0' } }),
  endFile: (ids) => ({ params: begunOf(ids) }),
  dropFile: (ids) => ({ params: begunOf(ids), before: fileBegun }),
  takeFileBack: () => ({ body: { reason: 'Wrong person' } }),
  fetchKeptFile: () => ({}),
  openCustody: () => ({}),
  readCalendar: () => ({ query: { from: '2026-01-12', to: '2026-01-18' } }),
  listNearAppointments: () => ({}),
  listCaseAppointments: () => ({}),
  openBooking: () => ({}),
  planAppointment: (ids) => ({
    body: newBooking({
      case: ids.case,
      colleagues: [ids.account],
      room: ids.room,
      mediator: ids.mediator,
      language: 'fr',
      text: 'x',
    }),
  }),
  changeAppointment: (ids) => ({
    body: { ...bookedFacts, no: 1, day: '2026-01-19', colleagues: [ids.account], place: 'x', text: 'x', why: 'x' },
  }),
  settleAppointment: () => ({ body: { no: 1, act: 'cancelled-by-desk', why: 'x' } }),
  listCalendarPlaces: () => ({}),
  saveRoom: () => ({ params: { room: v7() }, body: { version: 0, name: 'x', retired: false } }),
  saveMediator: () => ({
    params: { mediator: v7() },
    body: { version: 0, account: null, name: 'x', phone: 'x', languages: ['fr'], retired: false },
  }),
  openOwnCalendar: () => ({}),
  chooseMorningMail: () => ({ body: { morningMail: true } }),
  makeCalendarFeed: () => ({}),
  endCalendarFeed: () => ({}),
  listWalkIns: () => ({}),
  noteWalkIn: () => ({ body: { id: v7(), name: 'x', language: 'fr', need: 'work', note: 'x' } }),
  moveWalkIn: () => ({ body: { version: 1, act: 'take' } }),
  printPathway: () => ({ query: { language: 'fr', kind: 'full' } }),
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
