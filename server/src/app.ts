import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { endpoints } from '#model/contracts.ts'
import { calendarFeed } from './appointments/feed.ts'
import { tendCalendarOf } from './appointments/jobs.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { caseRoutes } from './cases/routes.ts'
import { conferenceRoutes } from './conferences/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { draftRoutes } from './drafts/routes.ts'
import { fileJobs, tendFilesOf } from './files/jobs.ts'
import { fileRoutes } from './files/routes.ts'
import { glassRoutes } from './glass/routes.ts'
import { groundJobs } from './grounds/jobs.ts'
import { groundRoutes } from './grounds/routes.ts'
import { identityRoutes } from './identity/routes.ts'
import { clearImportsOf, importJobs } from './imports/jobs.ts'
import { importRoutes } from './imports/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { letterRoutes } from './letters/routes.ts'
import { mailJobs } from './mails/jobs.ts'
import { mailRoutes } from './mails/routes.ts'
import { foldTallyOf } from './monitoring/jobs.ts'
import { monitoringRoutes } from './monitoring/routes.ts'
import { foldFlowOf } from './network/jobs.ts'
import { stillTruePage } from './network/pages.ts'
import { networkRoutes } from './network/routes.ts'
import { noteRoutes } from './notes/routes.ts'
import { outreachRoutes } from './outreach/routes.ts'
import { pathwayRoutes } from './pathway/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { ReadLog, sealAll } from './platform/audit.ts'
import type { Clock } from './platform/clock.ts'
import { openPool } from './platform/db.ts'
import type { House } from './platform/door.ts'
import { openHttp } from './platform/http.ts'
import { allDeskIds, type Job, type Jobs, runJobs } from './platform/job.ts'
import type { MasterKeys } from './platform/key-file.ts'
import { serveLinkFeed } from './platform/link-feed.ts'
import { serveLinkPage } from './platform/link-pages.ts'
import type { Log } from './platform/log.ts'
import { type MailSettings, openPost } from './platform/mail.ts'
import { openApiOf } from './platform/open-api.ts'
import { mount, type Route } from './platform/route.ts'
import { openScanner, type ScannerSettings } from './platform/scanner.ts'
import { Sessions } from './platform/session.ts'
import { Vault } from './platform/vault.ts'
import { servePortal, serveProblems, serveWeb } from './platform/web-files.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { questionRoutes } from './questions/routes.ts'
import { endLinksOf, expireReferralsOf, referralJobs, remindOfReferrals } from './referrals/jobs.ts'
import { referralLinkPage } from './referrals/pages.ts'
import { referralRoutes } from './referrals/routes.ts'
import { signalRoutes } from './signals/routes.ts'
import { taskRoutes } from './tasks/routes.ts'
import { teamRoutes } from './team/routes.ts'
import { timelineRoutes } from './timeline/routes.ts'
import { tryoutRoutes } from './tryout/routes.ts'
import { worktimeRoutes } from './worktime/routes.ts'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

export const jobs: readonly Job[] = [...importJobs]

export type Settings = {
  app: pg.ClientConfig
  platform: pg.ClientConfig
  keys: MasterKeys
  clock: Clock
  log: Log
  /** Hosts that a browser may name, with port. */
  hosts: readonly string[]
  secure: boolean
  idleMinutes: number
  absoluteHours: number
  ceiling: number
  trustedProxy?: string | undefined
  /** How mails leave; without it none does, and each says so. */
  mail?: MailSettings | undefined
  /** Where clamd listens; without it files are not looked through, and the page says so. */
  scanner?: ScannerSettings | undefined
  /** Folder of the built web app, if it is served. */
  web?: string | undefined
}

/** The pools and the vault, for whoever enters desks: the server, the console, the tests. */
export function openHouse({
  app,
  platform,
  keys,
  clock,
}: Pick<Settings, 'app' | 'platform' | 'keys' | 'clock'>): House & { close: () => Promise<void> } {
  const appPool = openPool(app)
  const platformPool = openPool(platform, 4)
  return {
    app: appPool,
    platform: platformPool,
    vault: new Vault(keys, appPool, clock),
    clock,
    close: async () => {
      await Promise.all([appPool.end(), platformPool.end()])
    },
  }
}

export type Running = {
  http: FastifyInstance
  house: House
  sessions: Sessions
  reads: ReadLog
  /** Begins background work (jobs, sealing) and says ready. */
  begin(): Promise<void>
  /** Stops taking requests, ends what is under way, seals what was read. */
  drain(): Promise<void>
}

/** Rounds of upkeep between two sweeps of ended sessions: about ten minutes. */
const SWEEP_EVERY = 750
/** Rounds between two foldings of the tallies of desks in which something was written. */
const FOLD_EVERY = 20
/** Rounds between two clearings of what imports left behind: about an hour. Not at the start: to enter a desk makes its keys. */
const CLEAR_EVERY = 4_500
/** Rounds between two looks for referrals that end or of which somebody is to be reminded: about five minutes. */
const EXPIRE_EVERY = 375

/** Puts the house together: the only place that names every subject. */
export async function openApp(settings: Settings): Promise<Running> {
  const house = openHouse(settings)
  const sessions = new Sessions(house.platform, settings.clock, settings)
  const reads = new ReadLog(house.platform, settings.clock)
  const cookies = {
    session: settings.secure ? '__Host-varco' : 'varco',
    device: settings.secure ? '__Host-varco-device' : 'varco-device',
    secure: settings.secure,
  }
  let ready = false
  const http = await openHttp({
    log: settings.log,
    hosts: settings.hosts,
    ceiling: settings.ceiling,
    trustedProxy: settings.trustedProxy,
    ready: () => ready,
  })
  const routes: Route[] = [
    ...identityRoutes({ ...house, sessions, reads, cookies, absoluteHours: settings.absoluteHours }),
    ...draftRoutes,
    ...outreachRoutes,
    ...importRoutes,
    ...peopleRoutes,
    ...intakeRoutes,
    ...caseRoutes,
    ...monitoringRoutes,
    ...mailRoutes,
    ...privacyRoutes,
    ...tryoutRoutes,
    ...networkRoutes,
    ...groundRoutes,
    ...referralRoutes,
    ...glassRoutes,
    ...signalRoutes,
    ...documentRoutes,
    ...pathwayRoutes,
    ...worktimeRoutes,
    ...fileRoutes(settings.scanner !== undefined),
    ...appointmentRoutes,
    ...noteRoutes,
    ...questionRoutes,
    ...taskRoutes,
    ...timelineRoutes,
    ...letterRoutes,
    ...teamRoutes,
    ...conferenceRoutes,
  ]
  const missing = endpoints.filter((endpoint) => !routes.some((route) => route.endpoint === endpoint))
  if (missing.length > 0) throw new Error(`nobody answers ${missing.map((endpoint) => endpoint.name).join(', ')}`)
  for (const each of routes)
    mount(http, { ...house, sessions, reads, sessionCookie: cookies.session, ready: () => ready }, each)
  const openApi = openApiOf(endpoints, version)
  http.get('/api/v1/openapi.json', async () => openApi)
  const linkParts = { ...house, reads, secure: settings.secure, ready: () => ready }
  for (const page of [stillTruePage, referralLinkPage]) await serveLinkPage(http, linkParts, page)
  await serveLinkFeed(http, linkParts, calendarFeed)
  serveProblems(http, fileURLToPath(new URL('../../docs/problems/', import.meta.url)))
  if (settings.web) await servePortal(http, join(settings.web, 'info'))
  if (settings.web) await serveWeb(http, settings.web)

  const jobPool = openPool(settings.platform, 5)
  let background: Jobs | undefined
  let stopped = false
  let tick: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let rounds = 0
  const written = new Set<string>()
  const notToItsEnd = (error: unknown) =>
    settings.log.error({ event: 'upkeep', kind: (error as Error).name }, 'upkeep did not come to its end, trying again')
  const upkeep = async () => {
    try {
      if (rounds % SWEEP_EVERY === 0) await sessions.sweep()
      for (const desk of await sealAll(house.platform, settings.clock)) written.add(desk)
      await reads.flush()
      const round = rounds++
      if (round % FOLD_EVERY === 0) {
        for (const desk of written) {
          await foldTallyOf(house, desk)
          await foldFlowOf(house, desk)
        }
        written.clear()
      }
      if (round % CLEAR_EVERY === CLEAR_EVERY - 1)
        for (const desk of await allDeskIds(house)) if (!stopped) await clearImportsOf(house, desk).catch(notToItsEnd)
      if (round % EXPIRE_EVERY === EXPIRE_EVERY - 1)
        for (const desk of await allDeskIds(house))
          if (!stopped) {
            await expireReferralsOf(house, desk).catch(notToItsEnd)
            await endLinksOf(house, desk).catch(notToItsEnd)
            await remindOfReferrals(house, desk).catch(notToItsEnd)
            await tendFilesOf(house, desk, settings.scanner !== undefined).catch(notToItsEnd)
            await tendCalendarOf(house, desk).catch(notToItsEnd)
          }
    } catch (error) {
      notToItsEnd(error)
    }
    if (stopped) return
    timer = setTimeout(() => {
      tick = upkeep()
    }, 800)
  }
  return {
    http,
    house,
    sessions,
    reads,
    async begin() {
      const scanner = settings.scanner ? openScanner(settings.scanner) : null
      const post = settings.mail ? openPost(settings.mail) : null
      background = await runJobs(
        house,
        jobPool,
        [...jobs, ...mailJobs(house, post), ...groundJobs(house), ...referralJobs(house), ...fileJobs(scanner)],
        settings.log,
      )
      ready = true
      tick = upkeep()
    },
    async drain() {
      stopped = true
      await http.close()
      clearTimeout(timer)
      await tick
      await background?.stop()
      await jobPool.end()
      await reads.flush().catch(() => {})
      await house.close()
    },
  }
}
