import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openApp, openHouse } from './app.ts'
import { loadDemo } from './demo.ts'
import { systemClock } from './platform/clock.ts'
import { mailOfDemo } from './platform/config.ts'
import { keysOfDatabase } from './platform/data-keys.ts'
import { openEmbedded } from './platform/embedded.ts'
import { EmbeddedError } from './platform/embedded-files.ts'
import { type Front, openFront, PortTaken } from './platform/front.ts'
import { KeyFileError } from './platform/key-file.ts'
import { openLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { stopOnSignals } from './platform/stopping.ts'
import { consoleSpeech } from './speech.ts'
import { ensureWeb } from './web-build.ts'

const say = consoleSpeech()
const print = (text = '') => process.stdout.write(`${text}\n`)

const usage = () => {
  print(say('start.usage'))
  process.exit(0)
}

function options() {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
    })
    if (values.help) usage()
    const port = Number(values.port ?? 8080)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(say('start.port'))
    return { data: resolve(values.data ?? '.varco'), port }
  } catch (error) {
    fail((error as Error).message)
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** What has been opened so far, last first: a stop in the middle of the start closes just that. */
const opened: (() => Promise<void>)[] = []
const end = stopOnSignals(async () => {
  for (const close of opened.reverse()) await close()
})

async function start(): Promise<void> {
  const { data, port } = options()
  const front: Front = await openFront(port, '127.0.0.1')
  opened.push(() => front.close())
  const address = `http://127.0.0.1:${front.port}`
  const building = ensureWeb(() => print(say('start.building')))
  building.catch(() => {})
  const embedded = await openEmbedded(data)
  opened.push(() => embedded.stop())
  const claim = await embedded.claim(address)
  if ('takenBy' in claim) throw new EmbeddedError('data-in-use', say('start.running', { address: claim.takenBy }))
  embedded.lost.then(() => {
    process.stderr.write(`${say('start.lost')}\n`)
    end(1)
  })
  await migrate(embedded.owner)
  const keys = await keysOfDatabase(join(data, 'key.json'), embedded.platform, true)
  const house = openHouse({ app: embedded.app, platform: embedded.platform, keys, clock: systemClock })
  const demo = await loadDemo(house, data, (text) => print(say(text))).finally(() => house.close())
  const web = await building
  const hosts = ['127.0.0.1', 'localhost'].map((host) => `${host}:${front.port}`)
  const running = await openApp({
    app: embedded.app,
    platform: embedded.platform,
    keys,
    clock: systemClock,
    log: openLog('error'),
    hosts,
    secure: false,
    idleMinutes: 60,
    absoluteHours: 12,
    ceiling: 20_000,
    mail: mailOfDemo(process.env, address),
    web,
  })
  opened.push(() => running.drain())
  await running.begin()
  await front.serve(running.http)
  print(say('start.serving', { address }))
  print()
  print(say('start.demo'))
  for (const account of demo.accounts) print(`  ${account.email.padEnd(44)} ${account.what}`)
  print(say('start.password', { password: demo.password }))
  print(say('start.stop'))
}

start().catch(async (error: Error) => {
  const known = error instanceof EmbeddedError || error instanceof PortTaken || error instanceof KeyFileError
  process.stderr.write(`${known ? error.message : (error.stack ?? error.message)}\n`)
  end(1)
})
