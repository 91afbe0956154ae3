import { openApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { ConfigError, readEnvironment } from './platform/config.ts'
import { keysOfDatabase } from './platform/data-keys.ts'
import { checkRole, DatabaseRefusal, refuseDemo } from './platform/database-check.ts'
import { openFront, PortTaken } from './platform/front.ts'
import { KeyFileError, readKeyFile } from './platform/key-file.ts'
import { openLog } from './platform/log.ts'
import { stopOnSignals } from './platform/stopping.ts'
import { ensureWeb } from './web-build.ts'

const opened: (() => Promise<void>)[] = []
const end = stopOnSignals(async () => {
  for (const close of opened.reverse()) await close()
})

async function serve(): Promise<void> {
  const env = readEnvironment(process.env)
  // Before anything is opened, and again with the database: is it this one's?
  readKeyFile(env.VARCO_KEY_FILE)
  const log = openLog('info')
  const front = await openFront(env.VARCO_PORT, env.VARCO_HOST)
  opened.push(() => front.close())
  const app = { connectionString: env.VARCO_DATABASE_URL }
  const platform = { connectionString: env.VARCO_PLATFORM_URL }
  await checkRole(app, 'VARCO_DATABASE_URL')
  await checkRole(platform, 'VARCO_PLATFORM_URL')
  await refuseDemo(platform, 'VARCO_PLATFORM_URL')
  const keys = await keysOfDatabase(env.VARCO_KEY_FILE, platform, false)
  const origin = new URL(env.VARCO_ORIGIN)
  const running = await openApp({
    app,
    platform,
    keys,
    clock: systemClock,
    log,
    hosts: [origin.host, ...(origin.port ? [] : [`${origin.hostname}:${origin.protocol === 'https:' ? 443 : 80}`])],
    secure: origin.protocol === 'https:',
    idleMinutes: env.VARCO_IDLE_MINUTES,
    absoluteHours: env.VARCO_SESSION_HOURS,
    ceiling: env.VARCO_CEILING,
    trustedProxy: env.VARCO_TRUSTED_PROXY,
    mail:
      env.VARCO_SMTP_URL && env.VARCO_MAIL_FROM
        ? { url: env.VARCO_SMTP_URL, from: env.VARCO_MAIL_FROM, origin: origin.origin }
        : undefined,
    scanner: env.VARCO_CLAMD,
    web: await ensureWeb(() => log.info({ event: 'build' }, 'building the web app')),
  })
  opened.push(() => running.drain())
  await running.begin()
  await front.serve(running.http)
  log.info({ event: 'serving', port: front.port }, `serving ${env.VARCO_ORIGIN}`)
}

serve().catch((error: Error) => {
  const known = [ConfigError, DatabaseRefusal, KeyFileError, PortTaken].some((kind) => error instanceof kind)
  process.stderr.write(`${known ? error.message : (error.stack ?? error.message)}\n`)
  end(1)
})
