import { v5, v7 } from 'uuid'
import { askedToSend, wantedThere } from './testing-approvals.ts'
import { besides, newGlass } from './testing-glass.ts'
import { newAgreement, newEntry } from './testing-records.ts'
import { came, fileWaits, handedOver, mayGo, newAppointment, newReferral, strand } from './testing-referrals.ts'
import { newSignal } from './testing-signals.ts'
import type { Sample, Samples, World } from './testing-world.ts'

/** How the public feed of a network calls what is no record. */
const hsdsId = ({ caller }: World, name: string) => v5(name, caller.desk.networkId)

/** The referral whose sender proposes an appointment stands where the own draft stood. */
const toMeet = async ({ ids }: World): Promise<void> => {
  ids.referral = ids.met as string
}

/** The referral to a body without an account. */
const linkedOf = ({ linked = '' }: World['ids']) => ({ referral: linked })

const publicOf = ({ network }: World, id?: string): Sample => ({ params: { network, ...(id && { id }) } })

const services = 'Servizio;Ente;Bisogni\nConsulenza;Ente inventato;Legale\nSenza ente;;Casa'

/** The proposal is one that the own desk made and the next one answers. */
const proposedElsewhere = async ({ caller, ids, network }: World): Promise<void> => {
  const id = v7()
  await caller.call('POST', '/directory', { id, entry: newEntry({ desk: `next-${network}` }), why: '' })
  const { rows } = (await caller.call('GET', '/proposals?most=100')).body
  ids.proposal = rows.find(({ serviceId }: { serviceId: string }) => serviceId === id).id
}

/** Samples of what desks do with one another: the directory, referrals, emergencies, signals. */
export const samplesBetween: Samples = {
  listInvitations: (ids) => ({ params: { referral: ids.met ?? '' } }),
  answerInvitation: ({ met = '', invitation = '' }) => ({
    params: { referral: met, conference: invitation },
    body: { id: v7(), no: 1, comes: true, who: 'x' },
  }),
  askToSendReferral: (ids) => ({
    body: { id: v7(), version: 1, shown: ids.shown ?? '0'.repeat(32), ask: 'x' },
    before: wantedThere,
  }),
  approveSending: () => ({ body: { words: 'x' }, before: askedToSend }),
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
}
