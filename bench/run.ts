import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { clearData, startProcess } from '../server/src/testing-process.ts'
import { chanceOf } from './chance.ts'
import { fill, password } from './data.ts'
import { floorOperator, floorPool } from './floor.ts'
import type { BenchDesk } from './generate.ts'
import { closedLoop, oneByOne } from './loop.ts'
import { firstPage } from './page.ts'
import { call, hangUp, recall, signIn, varcoOperator } from './varco.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.1' },
    seconds: { type: 'string', default: '10' },
    /** The full size and a tenth of it, thirty seconds each. */
    full: { type: 'boolean', default: false },
    /** Keeps the invented data here, and takes it from here the next time. */
    data: { type: 'string' },
  },
})
const OPERATORS = 32
const scales = values.full ? [0.1, 1] : [Number(values.scale)]
const seconds = values.full ? 30 : Number(values.seconds)
const say = (text: string) => process.stderr.write(`${text}\n`)
if (values.data) mkdirSync(values.data, { recursive: true })
const data = values.data ?? mkdtempSync(join(tmpdir(), 'varco-bench-'))

const inTurn = <T>(list: readonly T[]): T[] =>
  Array.from({ length: OPERATORS }, (_, index) => list[index % list.length] as T)

/** Seconds from the command to the first answer. */
async function secondsToServe(folder: string): Promise<number> {
  const began = performance.now()
  const started = await startProcess(folder)
  const took = (performance.now() - began) / 1_000
  await started.stop()
  return Math.round(took * 100) / 100
}

async function residentMegabytes(pid: number): Promise<number> {
  const ps = spawn('ps', ['-o', 'rss=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  ps.stdout.on('data', (part: Buffer) => (text += part))
  await once(ps, 'close')
  return Math.round(Number(text) / 1024)
}

/** The least that a web server on this machine does, by the same client. */
async function hello() {
  const app = Fastify()
  app.get('/', async () => ({ hello: 'world' }))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = async () => (await call(address, '', 'GET', '/')).status === 200
  const one = { list: ask, open: ask, search: ask, create: ask, year: ask }
  const { perSecond, p95 } = await closedLoop(inTurn([one]), Math.min(seconds, 5), () => 0)
  hangUp(address)
  await app.close()
  return { perSecond, p95 }
}

async function varcoSide(folder: string, desks: BenchDesk[]) {
  const started = await startProcess(folder)
  try {
    // Before the load: one address has a ceiling of calls a minute, and all have the same here. Kept lines would rust.
    const page = await firstPage(started.address)
    const cookies: string[] = []
    for (const desk of desks) cookies.push(await signIn(started.address, desk.email, password))
    const chance = chanceOf(7)
    const operators = desks.map((desk, index) => varcoOperator(started.address, cookies[index] as string, desk, chance))
    const one = await oneByOne(operators, 200)
    // The first seconds belong to the compiler of the language: both sides are given them.
    await closedLoop(inTurn(operators), Math.min(seconds, 5), () => chance.below(100))
    const loop = await closedLoop(inTurn(operators), seconds, () => chance.below(100))
    const memory = await residentMegabytes(started.child.pid as number)
    const found = await recall(started.address, cookies, desks, chanceOf(11), values.full ? 1_000 : 300)
    return {
      loop,
      oneByOneMilliseconds: one,
      residentMegabytes: memory,
      recall: found,
      page,
    }
  } finally {
    hangUp(started.address)
    await started.stop()
  }
}

async function floorSide(folder: string, desks: BenchDesk[]) {
  const embedded = await openEmbedded(folder)
  const pool = floorPool({ ...embedded.supervisor, database: 'varco' })
  try {
    const chance = chanceOf(7)
    const operators = desks.map((desk) => floorOperator(pool, desk, chance))
    const one = await oneByOne(operators, 200)
    await closedLoop(inTurn(operators), Math.min(seconds, 5), () => chance.below(100))
    return { loop: await closedLoop(inTurn(operators), seconds, () => chance.below(100)), oneByOneMilliseconds: one }
  } finally {
    await pool.end()
    await embedded.stop()
  }
}

async function measure(scale: number) {
  const folder = join(data, `scale-${scale}`)
  say(`scale ${scale}: data`)
  const desks = await fill(folder, scale, say)
  say('varco')
  const varco = await varcoSide(folder, desks)
  say('bare pg')
  const floor = await floorSide(folder, desks)
  const shareOfFloor = Math.round((varco.loop.perSecond / floor.loop.perSecond) * 100) / 100
  return { scale, shareOfFloor, varco, floor }
}

const file = fileURLToPath(new URL('figures.json', import.meta.url))
try {
  say('start times')
  const first = await secondsToServe(join(data, 'start'))
  const start = { first, warm: await secondsToServe(join(data, 'start')) }
  const sizes = []
  for (const scale of scales) sizes.push(await measure(scale))
  const [small, large] = sizes
  const figures = {
    measured: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}`,
    operators: OPERATORS,
    seconds,
    startSeconds: start,
    hello: await hello(),
    sizes,
    ...(small && large && { p95AtTenTimes: Math.round((large.varco.loop.p95 / small.varco.loop.p95) * 100) / 100 }),
  }
  const known = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, `${JSON.stringify({ ...known, [values.full ? 'full' : 'short']: figures }, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} finally {
  await clearData(join(data, 'start'))
  if (!values.data) {
    for (const scale of scales) await clearData(join(data, `scale-${scale}`))
    rmSync(data, { recursive: true, force: true })
  }
}
