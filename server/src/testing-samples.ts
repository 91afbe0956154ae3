import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { Endpoint } from '#model/endpoint.ts'
import { newArrival, newDecision, newPayment } from './testing-arrival.ts'
import { ownDocument } from './testing-documents.ts'
import { newErasure } from './testing-erasure.ts'
import { newArrangement, newGround, newNotice, newSignature, noticeKey } from './testing-privacy.ts'
import { newAnswer, newList, questionFile } from './testing-questions.ts'
import { newCase, newContact, newPerson, newSign, record } from './testing-records.ts'
import { samplesBetween } from './testing-samples-between.ts'
import { samplesOfWork } from './testing-samples-work.ts'
import { newGoals, newTemplate } from './testing-templates.ts'
import { newMinor, newRelative, newSafeContact } from './testing-ties.ts'
import { password, register, type Sample, type Samples, type World } from './testing-world.ts'

/** A file without questions, with the SHA-256 of an empty list: wherever it comes in, nothing is done. */
const noQuestions = questionFile([], createHash('sha256').update('[]').digest('hex'))

const facts = { profile: 'exploited', needs: ['work'] }

/** A call of each endpoint that is as it should be. An endpoint without its row here fails the route test. */
export const samples: Samples = {
  ...samplesBetween,
  ...samplesOfWork,
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
  openDocuments: () => ({}),
  recordDocument: () => ({
    params: { document: 'passport' },
    body: { no: 0, state: 'withheld', expiresOn: '2026-02-01', number: 'x', note: 'x' },
  }),
  listExpiring: () => ({}),
  listLocalDocuments: () => ({}),
  writeLocalDocument: () => ({
    params: { localDocument: v7() },
    body: { no: 0, edit: ownDocument({ own: { area: 'home', name: { it: `x ${v7()}`, en: 'x' } } }) },
  }),
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
