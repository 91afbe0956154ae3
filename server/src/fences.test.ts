import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#model/contracts.ts'
import { grantsOf, roles } from '#model/grants.ts'
import { ask } from './platform/testing-ask.ts'
import type { Ask } from './platform/testing-catalogue.ts'
import { policyFindings } from './platform/testing-policies.ts'
import { type TestServer, testServer } from './testing.ts'
import { type Members, matrix, membersByRole, without } from './testing-matrix.ts'
import { fillFleeting, fillNetwork, rowFindings, tablesOf } from './testing-rows.ts'
import { type World, worldOf } from './testing-world.ts'

let server: TestServer
let here: World
let there: World
let members: Members

beforeAll(async () => {
  server = await testServer()
  here = await worldOf(server, 'here')
  there = await worldOf(server, 'there')
  const far = await worldOf(server, 'far', { network: 'another-network' })
  for (const desk of [here.caller.desk, far.caller.desk]) await fillNetwork(server.database.supervisor, desk)
  members = await membersByRole(server, here)
})
let atRest = false
afterAll(async () => {
  if (!atRest) await server.drain()
  await server.database.drop()
})

test('who may call what, in the own desk', () => {
  const lines = endpoints.map(({ name, access }) => {
    const may = roles.filter((role) => typeof access !== 'object' || grantsOf([role]).includes(access.grant))
    return `${name}: ${may.length === roles.length ? 'all' : may.join(' ')}`
  })
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "signIn: all
    openSession: all
    signOut: all
    signOutEverywhere: all
    listSessions: all
    changePassword: all
    chooseLanguage: all
    listMembers: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator desk_administrator
    listDrafts: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    saveDraft: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    discardDraft: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    logContact: worker legal_adviser network_manager outreach_worker cultural_mediator
    listContacts: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openContact: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    correctContact: worker legal_adviser network_manager outreach_worker cultural_mediator
    withdrawContact: worker legal_adviser network_manager outreach_worker cultural_mediator
    uploadRegister: network_manager coordinator
    mapColumns: network_manager coordinator
    listRememberedColumns: network_manager coordinator
    forgetColumns: network_manager coordinator
    listDoubts: network_manager coordinator
    settleDoubt: network_manager coordinator
    runImport: network_manager coordinator
    discardImport: network_manager coordinator
    openImport: network_manager coordinator
    listImportErrors: network_manager coordinator
    listImports: network_manager coordinator
    recordPerson: worker legal_adviser network_manager outreach_worker cultural_mediator
    listPersons: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    searchPersons: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    matchPersons: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openPerson: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    revealTaxCode: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    correctPerson: worker legal_adviser network_manager outreach_worker cultural_mediator
    openTies: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeSafeContact: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeMinor: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeRelative: worker legal_adviser network_manager outreach_worker cultural_mediator
    takeInCharge: worker legal_adviser network_manager outreach_worker cultural_mediator
    weighEligibility: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openSigns: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    answerSign: worker legal_adviser network_manager outreach_worker cultural_mediator
    listSignAnswers: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openArrival: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeArrival: worker legal_adviser network_manager outreach_worker cultural_mediator
    writePayment: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeDecision: worker legal_adviser network_manager outreach_worker cultural_mediator
    listCases: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openCase: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    correctCase: worker legal_adviser network_manager outreach_worker cultural_mediator
    assignFollower: worker legal_adviser network_manager cultural_mediator coordinator
    releaseFollower: worker legal_adviser network_manager cultural_mediator coordinator
    deliverService: worker legal_adviser network_manager outreach_worker cultural_mediator
    withdrawService: worker legal_adviser network_manager outreach_worker cultural_mediator
    closeCase: worker legal_adviser network_manager cultural_mediator coordinator
    askToCloseCase: worker legal_adviser network_manager cultural_mediator coordinator
    approveClosing: coordinator
    reopenCase: worker legal_adviser network_manager cultural_mediator coordinator
    openToday: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openReturn: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator
    exportReturn: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator
    listProgrammes: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator
    openYear: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator
    listMails: coordinator
    tryMailAgain: coordinator
    listAccesses: coordinator desk_administrator
    openPersonPrivacy: worker legal_adviser network_manager cultural_mediator coordinator
    listPersonAccesses: worker legal_adviser network_manager cultural_mediator coordinator
    openRestriction: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    restrictPerson: worker legal_adviser network_manager cultural_mediator
    liftRestriction: coordinator
    exportPerson: worker legal_adviser network_manager cultural_mediator
    fetchExport: worker legal_adviser network_manager cultural_mediator
    weighShare: worker legal_adviser network_manager cultural_mediator coordinator
    listWaitingErasures: coordinator
    askErasure: worker legal_adviser network_manager cultural_mediator
    decideErasure: coordinator
    openTryout: desk_administrator
    fillTryout: desk_administrator
    emptyTryout: desk_administrator
    readDirectoryNews: worker legal_adviser network_manager cultural_mediator coordinator
    listServices: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    searchServices: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    openService: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    setCapacity: network_manager coordinator
    assureService: network_manager coordinator
    retireService: coordinator
    keepServiceNote: worker legal_adviser network_manager cultural_mediator coordinator
    proposeService: worker legal_adviser network_manager cultural_mediator coordinator
    proposeChange: worker legal_adviser network_manager cultural_mediator coordinator
    listProposals: worker legal_adviser network_manager cultural_mediator coordinator
    openProposal: worker legal_adviser network_manager cultural_mediator coordinator
    withdrawProposal: worker legal_adviser network_manager cultural_mediator coordinator
    decideProposal: coordinator
    listBodies: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    addAgreement: network_manager coordinator
    changeAgreement: network_manager coordinator
    hsdsAbout: all
    hsdsServices: all
    hsdsService: all
    hsdsOrganizations: all
    hsdsOrganization: all
    hsdsTaxonomies: all
    hsdsTaxonomy: all
    hsdsTerms: all
    hsdsTerm: all
    hsdsPlaces: all
    hsdsPlace: all
    hsdsPackage: all
    lookAtServices: coordinator
    bringServices: coordinator
    askProvider: network_manager coordinator
    takeLinkBack: network_manager coordinator
    countStale: coordinator
    askAboutStale: coordinator
    readNetworkMap: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    listNotices: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator desk_administrator
    writeNotice: coordinator
    listControllers: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator desk_administrator
    listArrangements: worker legal_adviser network_manager outreach_worker cultural_mediator inspector coordinator evaluator desk_administrator
    writeArrangement: coordinator
    endArrangement: coordinator
    listGrounds: worker legal_adviser network_manager cultural_mediator coordinator
    recordGround: worker legal_adviser network_manager cultural_mediator
    addSignature: worker legal_adviser network_manager cultural_mediator
    openSignature: worker legal_adviser network_manager cultural_mediator coordinator
    endGround: worker legal_adviser network_manager cultural_mediator
    draftReferral: worker legal_adviser network_manager cultural_mediator
    changeReferral: worker legal_adviser network_manager cultural_mediator
    previewReferral: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sendReferral: worker legal_adviser network_manager cultural_mediator
    askToSendReferral: worker legal_adviser network_manager cultural_mediator
    approveSending: coordinator
    listReferrals: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    searchReferrals: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openReferral: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    lookAtReferral: worker legal_adviser network_manager cultural_mediator coordinator
    seeReferral: worker legal_adviser network_manager cultural_mediator coordinator
    acceptReferral: worker legal_adviser network_manager cultural_mediator coordinator
    declineReferral: worker legal_adviser network_manager cultural_mediator coordinator
    takeOverReferral: worker legal_adviser network_manager cultural_mediator
    beginReferral: worker legal_adviser network_manager cultural_mediator
    finishReferral: worker legal_adviser network_manager cultural_mediator
    interruptReferral: worker legal_adviser network_manager cultural_mediator coordinator
    withdrawReferral: worker legal_adviser network_manager cultural_mediator coordinator
    writeMessage: worker legal_adviser network_manager cultural_mediator coordinator
    openTerms: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator liaison
    setTerms: network_manager coordinator
    listUnarranged: coordinator
    breakGlass: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listOwnGlass: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    readThroughGlass: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    endGlass: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listGlass: coordinator
    reviewGlass: coordinator
    listSignalTargets: liaison
    sendSignal: liaison
    listSentSignals: liaison
    listSignals: worker legal_adviser network_manager cultural_mediator inspector coordinator
    openSignal: worker legal_adviser network_manager cultural_mediator inspector coordinator
    handleSignal: worker legal_adviser network_manager cultural_mediator inspector coordinator
    proposeAppointment: worker legal_adviser network_manager cultural_mediator coordinator
    confirmAppointment: worker legal_adviser network_manager cultural_mediator coordinator
    cancelAppointment: worker legal_adviser network_manager cultural_mediator coordinator
    openAppointment: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listAppointments: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listReferralFiles: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sendReferralFile: worker legal_adviser network_manager cultural_mediator coordinator
    takeReferralFileBack: worker legal_adviser network_manager cultural_mediator coordinator
    fetchReferralFile: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openReferralLink: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    makeReferralLink: worker legal_adviser network_manager cultural_mediator
    takeReferralLinkBack: worker legal_adviser network_manager cultural_mediator coordinator
    listMoves: coordinator
    moveReferral: coordinator
    countWaiting: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openDocuments: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    recordDocument: worker legal_adviser network_manager outreach_worker cultural_mediator
    listExpiring: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listLocalDocuments: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeLocalDocument: network_manager coordinator
    openPathway: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeGoal: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeStep: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeReview: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeFollowUp: worker legal_adviser network_manager outreach_worker cultural_mediator
    listDue: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    printPathway: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listTemplates: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeTemplate: network_manager coordinator
    agreeGoals: worker legal_adviser network_manager outreach_worker cultural_mediator
    openHours: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    recordHours: worker legal_adviser network_manager outreach_worker cultural_mediator
    withdrawHours: worker legal_adviser network_manager outreach_worker cultural_mediator
    listKeptFiles: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    beginFile: worker legal_adviser network_manager outreach_worker cultural_mediator
    sendFilePart: worker legal_adviser network_manager outreach_worker cultural_mediator
    endFile: worker legal_adviser network_manager outreach_worker cultural_mediator
    dropFile: worker legal_adviser network_manager outreach_worker cultural_mediator
    fetchKeptFile: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openCustody: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    takeFileBack: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    readCalendar: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listNearAppointments: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listCaseAppointments: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openBooking: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    planAppointment: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    changeAppointment: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    settleAppointment: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listCalendarPlaces: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    saveRoom: coordinator
    savePatronDay: coordinator
    saveMediator: coordinator
    planSeries: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    moveFollowing: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    cancelFollowing: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    addNote: worker legal_adviser network_manager outreach_worker cultural_mediator
    correctNote: worker legal_adviser network_manager outreach_worker cultural_mediator
    openNoteVersions: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listMentions: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sawMention: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openOwnCalendar: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    chooseMorningMail: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    makeCalendarFeed: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    endCalendarFeed: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listWalkIns: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    noteWalkIn: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    moveWalkIn: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    makeDossier: worker legal_adviser network_manager cultural_mediator coordinator
    fetchDossier: worker legal_adviser network_manager cultural_mediator coordinator
    listTasks: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listDueTasks: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openTask: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeTask: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sawTask: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    lookAtCase: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listQuestions: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeQuestion: network_manager coordinator
    retireQuestion: network_manager coordinator
    moveQuestion: network_manager coordinator
    countAnswers: network_manager coordinator
    openCaseAnswers: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeCaseAnswers: worker legal_adviser network_manager outreach_worker cultural_mediator
    openPersonAnswers: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writePersonAnswers: worker legal_adviser network_manager outreach_worker cultural_mediator
    takeQuestions: network_manager coordinator
    lookAtQuestions: network_manager coordinator
    bringQuestions: network_manager coordinator
    listLetterTemplates: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    writeLetterTemplate: network_manager coordinator
    listLetters: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    fillLetter: worker legal_adviser network_manager outreach_worker cultural_mediator
    makeLetter: worker legal_adviser network_manager outreach_worker cultural_mediator
    withdrawLetter: worker legal_adviser network_manager outreach_worker cultural_mediator
    printLetter: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    readWorkload: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listHoldings: worker legal_adviser network_manager cultural_mediator coordinator
    handOverCase: worker legal_adviser network_manager cultural_mediator coordinator
    handOverRest: worker legal_adviser network_manager cultural_mediator coordinator
    listHandovers: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listNewHandovers: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sawHandover: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    handBack: worker legal_adviser network_manager cultural_mediator coordinator
    listSubstitutions: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    standIn: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    endSubstitution: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openStandIns: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    listApprovals: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openApprovals: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    refuseApproval: coordinator
    withdrawApproval: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    sawApproval: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    openApprovalSetting: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    setApprovals: coordinator
    listConferences: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    callConference: worker legal_adviser network_manager outreach_worker cultural_mediator
    writeConference: worker legal_adviser network_manager outreach_worker cultural_mediator
    listInvitations: worker legal_adviser network_manager outreach_worker cultural_mediator coordinator
    answerInvitation: worker legal_adviser network_manager cultural_mediator coordinator"
  `)
})

test('every role at every endpoint, in the own desk, in another one and in one that does not exist, is answered as declared', async () => {
  const { calls, findings } = await matrix(server, { here, there }, members)
  expect(findings).toEqual([])
  const inDesks = endpoints.filter(({ access }) => typeof access === 'object').length
  expect(calls).toBe(roles.length * (3 * inDesks + (endpoints.length - inDesks)) + endpoints.length)
})

const guarded = endpoints.filter(({ access }) => access !== 'public').map((each) => [each.name, each] as const)

test.each(guarded)('%s without its access check is found', async (name, each) => {
  const found = await without(server, each, () => matrix(server, { here, there }, members, [each]))
  expect(found.findings.map((finding) => finding.split(' ')[0])).toContain(name)
})

test('a door that does not look whether somebody is a member of the desk is found', async () => {
  const find = server.sessions.find.bind(server.sessions)
  const theirs = {
    ...there.caller.desk,
    tryout: false,
    organisation: '',
    roles: ['worker' as const],
    grants: grantsOf(['worker']),
  }
  server.sessions.find = async (id) => {
    const session = await find(id)
    return session && { ...session, desks: [...session.desks, theirs] }
  }
  const { findings } = await matrix(server, { here, there }, members).finally(() => {
    server.sessions.find = find
  })
  const shown = findings.map((finding) => finding.split(' ')[0])
  // An emergency access is the account's that opened it, whatever desk it stands in; a dossier is fetched by who made it.
  const accountsOwn = ['readThroughGlass', 'endGlass', 'fetchDossier']
  for (const { name, access } of endpoints.filter((each) => !accountsOwn.includes(each.name)))
    if (typeof access === 'object' && grantsOf(['worker']).includes(access.grant)) expect(shown).toContain(name)
  // What came through has deleted there.
  there = await worldOf(server, 'there')
})

type Policy = { table: string; name: string; cmd: string; role: string; qual: string | null; with_check: string | null }
const expressions = ({ qual, with_check }: Pick<Policy, 'qual' | 'with_check'>) =>
  `${qual === null ? '' : ` using (${qual})`}${with_check === null ? '' : ` with check (${with_check})`}`

test('rows of another desk are out of reach in every table, and every policy that is loosened or taken away is found', async () => {
  // From here on nothing moves in the database but what is done here.
  await server.drain()
  atRest = true
  const { database } = server
  const asked: Ask = (text) => ask(database.supervisor, text)
  const rowsOf = (table?: string) => rowFindings(database, here.caller.desk, there.caller.desk, table)
  for (const each of [here, there]) await fillFleeting(database.supervisor, each.caller.desk)
  expect((await tablesOf(database.app)).length).toBeGreaterThan(20)
  expect(await rowsOf()).toEqual([])
  expect(await policyFindings(asked)).toEqual([])

  const policies = (await asked(
    `select tablename as table, policyname as name, cmd, roles[1]::text as role, qual, with_check from pg_policies where schemaname = 'public'`,
  )) as Policy[]
  expect(policies.length).toBeGreaterThan(60)
  const loosened: string[] = []
  for (const policy of policies) {
    const { table, name, cmd, role, qual, with_check } = policy
    const client = new Client(database.supervisor)
    await client.connect()
    try {
      await client.query(`begin; drop policy ${name} on ${table}`)
      const found = await policyFindings(async (text) => (await client.query(text)).rows, table)
      expect(found, `${name} on ${table} taken away`).not.toEqual([])
      await client.query('rollback')
      // What lets everything through already has nothing to be loosened.
      if ([qual, with_check].every((each) => each === null || each === 'true')) continue
      const open = { qual: qual && 'true', with_check: with_check && 'true' }
      await client.query(`alter policy ${name} on ${table} ${expressions(open)}`)
      // The rows are looked at through the eyes of the application's role.
      if (role === 'varco_app')
        expect(await rowsOf(table), `${cmd} by ${role} on ${table}, seen in the rows`).not.toEqual([])
      expect(await policyFindings(asked, table), `${cmd} by ${role} on ${table}, seen in the catalogue`).not.toEqual([])
      await client.query(`alter policy ${name} on ${table} ${expressions(policy)}`)
      if (role === 'varco_app') loosened.push(`${table} ${name}`)
    } finally {
      await client.end()
    }
  }
  expect(loosened.length).toBe(policies.filter(({ role, qual }) => role === 'varco_app' && qual !== 'true').length)
  expect([...(await rowsOf()), ...(await policyFindings(asked))], 'everything stands as before').toEqual([])
}, 120_000)
