import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as backOff } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openEmbedded } from './platform/embedded.ts'
import { seeded } from './platform/testing-chance.ts'
import { notFound, notInRegister, tallyFaults, totals } from './testing-found.ts'
import { type Operator, operate } from './testing-operators.ts'
import { clearData, freePort, runConsole, type Started, signInAt, startProcess } from './testing-process.ts'

export type Kills = {
  seed: number
  kills: Record<string, number>
  acknowledged: Record<string, number>
  /** Writes whose first sending had no answer. */
  retried: number
  faults: string[]
}

const WHO = ['tutor.lecco', 'tutor.milano', 'tutor.bergamo', 'tutor.lecco']
const VICTIMS = ['server', 'postmaster', 'backend', 'both'] as const

async function until(reached: () => boolean, failed: Promise<unknown>): Promise<void> {
  const waiting = async () => {
    while (!reached()) await backOff(5)
  }
  await Promise.race([waiting(), failed])
}

/** One connection of the server's, chosen by chance: its death makes PostgreSQL throw out everybody and recover. */
async function oneBackend(supervisor: pg.ClientConfig, pick: (below: number) => number): Promise<number | undefined> {
  const client = new pg.Client(supervisor)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select pid from pg_stat_activity where usename in ('varco_app', 'varco_platform')`,
    )
    return rows[pick(rows.length)]?.pid
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}

function killNow(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

/**
 * Operators write over HTTP without a stop while server, database, or one of its processes is killed at moments that chance
 * says; then everything that was acknowledged is looked for. The seed gives victims and acts, not the machine's own timing.
 */
export async function killAtRandom(
  count: number,
  seed: number,
  say: (text: string) => void = () => {},
): Promise<Kills> {
  const data = await mkdtemp(join(tmpdir(), 'varco-kill-'))
  const pick = seeded(seed)
  const port = await freePort()
  let started: Started = await startProcess(data, port)
  const { supervisor, home, stop: leave } = await openEmbedded(data)
  await leave()
  const operators: Operator[] = []
  for (const name of WHO) {
    const call = await signInAt(started.address, data, name)
    operators.push({ desk: name.replace('tutor', 'pua').replace('.', '-'), call, written: [], retried: 0 })
  }
  const before = await totals(supervisor)
  const written = () => operators.reduce((sum, each) => sum + each.written.length, 0)
  let stopped = false
  const working = Promise.all(operators.map((each, no) => operate(each, seeded(seed + no + 1), () => stopped)))
  const kills: Record<string, number> = { server: 0, postmaster: 0, backend: 0, both: 0 }
  try {
    for (let no = 0; no < count; ) {
      const enough = written() + 1 + pick(60)
      await until(() => written() >= enough, working)
      // Each of them once, then as chance says.
      const victim = VICTIMS[no < VICTIMS.length ? no : pick(VICTIMS.length)] as (typeof VICTIMS)[number]
      const postmaster = () => Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
      const hit = {
        server: () => started.child.kill('SIGKILL'),
        postmaster: () => killNow(postmaster()),
        backend: async () => killNow(await oneBackend(supervisor, pick)),
        both: () => killNow(postmaster()) && started.child.kill('SIGKILL'),
      }
      if (!(await hit[victim]())) continue
      no += 1
      kills[victim] = (kills[victim] ?? 0) + 1
      if (victim === 'server' || victim === 'both') {
        if (started.child.exitCode === null && started.child.signalCode === null) await once(started.child, 'exit')
        started = await startProcess(data, port)
      }
      say(`${no}/${count} ${victim}, ${written()} acknowledged`)
    }
    const enough = written() + 10
    await until(() => written() >= enough, working)
    stopped = true
    await working
    const faults = (await Promise.all(operators.map(notFound))).flat()
    const all = operators.flatMap((each) => each.written)
    const after = await totals(supervisor)
    const acknowledged = { ...before }
    for (const kind of Object.keys(before) as (keyof typeof before)[]) {
      acknowledged[kind] = all.filter((each) => each.kind === kind).length
      if (after[kind] - before[kind] !== acknowledged[kind])
        faults.push(`${kind}: ${acknowledged[kind]} acknowledged, ${after[kind] - before[kind]} more rows`)
    }
    for (const id of await notInRegister(supervisor, all)) faults.push(`${id} is not in the register`)
    for (const each of await tallyFaults(supervisor)) faults.push(`tally: ${JSON.stringify(each)}`)
    await started.stop()
    const verdict = await runConsole(['verify-audit', '--json', '--data', data])
    if (verdict.code !== 0) faults.push(`the register does not fit: ${verdict.out}${verdict.err}`)
    return { seed, kills, acknowledged, retried: operators.reduce((sum, each) => sum + each.retried, 0), faults }
  } finally {
    stopped = true
    await started.stop()
    await working.catch(() => {})
    await clearData(data)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  process.stderr.write(`seed ${seed}\n`)
  const result = await killAtRandom(Number(values.kills), seed, (text) => process.stderr.write(`${text}\n`))
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  process.exitCode = result.faults.length === 0 ? 0 : 1
}
