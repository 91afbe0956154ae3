import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { v7 } from 'uuid'
import { openHouse } from '../server/src/app.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { ensureKeyFile } from '../server/src/platform/key-file.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { clearData, startProcess } from '../server/src/testing-process.ts'
import { type BenchDesk, chanceOf, generate } from './generate.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.02' },
    seconds: { type: 'string', default: '10' },
    operators: { type: 'string', default: '32' },
  },
})
const [scale, seconds, operators] = [Number(values.scale), Number(values.seconds), Number(values.operators)]
const say = (text: string) => process.stderr.write(`${text}\n`)
const password = 'bench password, of no use elsewhere'
const data = mkdtempSync(join(tmpdir(), 'varco-bench-'))

type Loop = { perSecond: number; p50: number; p95: number; p99: number; failed: number }

/** Closed loop: each worker asks again as soon as it is answered. Milliseconds. */
async function loop(workers: number, forSeconds: number, ask: (worker: number) => Promise<boolean>): Promise<Loop> {
  const times: number[] = []
  let failed = 0
  const end = performance.now() + forSeconds * 1_000
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < end) {
        const began = performance.now()
        if (!(await ask(worker))) failed += 1
        times.push(performance.now() - began)
      }
    }),
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  return { perSecond: Math.round(times.length / forSeconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}

const agent = new Agent({ keepAlive: true, maxSockets: operators })

function call(
  address: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; cookie: string[] }> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-varco': '1', cookie, ...(body && { 'content-type': 'application/json' }) }
    const asked = request(`${address}/api/v1${path}`, { method, agent, headers }, (reply) => {
      reply.resume()
      reply.once('end', () => resolve({ status: reply.statusCode ?? 0, cookie: reply.headers['set-cookie'] ?? [] }))
    })
    asked.once('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

/** The mix of an operator's day: list 40 %, open a case whole 40 %, record a person with a case 15 %, the year's return 5 %. */
const mix = (dice: number) => (dice < 40 ? 'list' : dice < 80 ? 'open' : dice < 95 ? 'create' : 'year')

async function varcoLoop(address: string, desks: BenchDesk[]): Promise<Loop> {
  const cookies = await Promise.all(
    desks.map(async (desk) =>
      (await call(address, '', 'POST', '/session', { email: desk.email, password })).cookie
        .map((each) => each.split(';')[0])
        .join('; '),
    ),
  )
  const chance = chanceOf(7)
  return loop(operators, seconds, async (worker) => {
    const index = worker % desks.length
    const { desk, cases } = desks[index] as BenchDesk
    const at = (method: string, path: string, body?: object) =>
      call(address, cookies[index] as string, method, `/desks/${desk.code}${path}`, body)
    const act = mix(chance.below(100))
    if (act === 'list') return (await at('GET', '/cases?most=20')).status === 200
    if (act === 'open') return (await at('GET', `/cases/${chance.pick(cases)}`)).status === 200
    if (act === 'year') return (await at('GET', '/return?from=2025-01-01&to=2025-12-31')).status === 200
    const id = v7()
    const person = await at('POST', '/persons', {
      id,
      identity: { givenName: 'Amadou', familyName: 'Traoré', phones: ['3331234567'] },
      sex: 'M',
      citizenship: 'MLI',
    })
    const opened = await at('POST', '/cases', {
      id: v7(),
      personId: id,
      openedOn: '2025-12-31',
      legalBasis: 'public-task',
      followers: [],
    })
    return person.status === 200 && opened.status === 200
  })
}

/** The same rows by bare pg as a superuser: no policies, no sealing, no register of accesses, no HTTP. */
async function bareLoop(config: pg.ClientConfig, desks: BenchDesk[]): Promise<Loop> {
  const pool = new pg.Pool({ ...config, max: 8 })
  const chance = chanceOf(7)
  const q = (name: string, text: string, ...args: unknown[]) => pool.query({ name, text, values: args })
  const result = await loop(operators, seconds, async (worker) => {
    const { desk, cases, persons } = desks[worker % desks.length] as BenchDesk
    const act = mix(chance.below(100))
    if (act === 'list') {
      const { rows } = await q(
        'list',
        `select c.*, p.identity from care_case c join person p on p.desk_id = c.desk_id and p.id = c.person_id where c.desk_id = $1 and state = 'open' order by last_activity desc, c.id desc limit 20`,
        desk.id,
      )
      await q('count', `select count(*) from care_case where desk_id = $1 and state = 'open'`, desk.id)
      await q(
        'followers',
        `select * from case_follower where desk_id = $1 and case_id = any($2)`,
        desk.id,
        rows.map((row) => row.id),
      )
    } else if (act === 'open') {
      const id = chance.pick(cases)
      const { rows } = await q(
        'case',
        `select c.*, p.identity from care_case c join person p on p.desk_id = c.desk_id and p.id = c.person_id where c.desk_id = $1 and c.id = $2`,
        desk.id,
        id,
      )
      await q(
        'services',
        `select * from service_delivered where desk_id = $1 and case_id = $2 order by day desc`,
        desk.id,
        id,
      )
      await q('notes', `select * from case_note where desk_id = $1 and case_id = $2 order by day desc`, desk.id, id)
      await q('events', `select * from case_event where desk_id = $1 and case_id = $2 order by id desc`, desk.id, id)
      await q(
        'contacts',
        `select id, day, channel from contact where desk_id = $1 and person_id = $2 order by day desc`,
        desk.id,
        rows[0].person_id,
      )
    } else if (act === 'year') {
      for (const [table, day] of [
        ['contact', 'day'],
        ['care_case', 'opened_on'],
      ])
        await q(
          `year-${table}`,
          `select to_char(min(${day}), 'YYYY-MM'), p.sex, p.citizenship from ${table} t join person p on p.desk_id = t.desk_id and p.id = t.person_id where t.desk_id = $1 and ${day} between '2025-01-01' and '2025-12-31' group by t.person_id, p.sex, p.citizenship`,
          desk.id,
        )
    } else {
      const client = await pool.connect()
      const id = v7()
      await client.query('begin')
      await client.query({
        name: 'person',
        text: `insert into person select desk_id, $3, sex, citizenship, identity, recorded_by, now(), now(), 1 from person where desk_id = $1 and id = $2`,
        values: [desk.id, chance.pick(persons), id],
      })
      await client.query({
        name: 'new-case',
        text: `insert into care_case select desk_id, $3, $4, null, 'open', opened_on, null, null, profile, stay_document, sector, work_form, needs, legal_basis, last_activity, opened_by, now(), 1, null from care_case where desk_id = $1 and id = $2`,
        values: [desk.id, chance.pick(cases), v7(), id],
      })
      await client.query('commit')
      client.release()
    }
    return true
  })
  await pool.end()
  return result
}

/** Seconds from the command to the first answer. */
async function startTimes(folder: string): Promise<{ first: number; warm: number }> {
  const once = async () => {
    const began = performance.now()
    const started = await startProcess(folder)
    const took = (performance.now() - began) / 1_000
    await started.stop()
    return Math.round(took * 100) / 100
  }
  return { first: await once(), warm: await once() }
}

async function residentMegabytes(pid: number): Promise<number> {
  const ps = spawn('ps', ['-o', 'rss=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  ps.stdout.on('data', (part: Buffer) => (text += part))
  await once(ps, 'close')
  return Math.round(Number(text) / 1024)
}

try {
  say('start times')
  const start = await startTimes(join(data, 'start'))
  say(`generating, scale ${scale}`)
  const folder = join(data, 'load')
  const embedded = await openEmbedded(folder)
  await migrate(embedded.owner)
  const house = openHouse({
    app: embedded.app,
    platform: embedded.platform,
    keys: ensureKeyFile(join(folder, 'key.json')),
    clock: systemClock,
  })
  const began = performance.now()
  const desks = await generate(house, scale, password, say)
  const generated = Math.round((performance.now() - began) / 100) / 10
  const admin = new pg.Client({ ...embedded.supervisor, database: 'varco' })
  await admin.connect()
  await admin.query('vacuum analyze')
  await admin.end()
  await house.close()
  await embedded.stop()
  const started = await startProcess(folder)
  say('varco')
  const varco = await varcoLoop(started.address, desks)
  const memory = await residentMegabytes(started.child.pid as number)
  await started.stop()
  // Last, because it copies sealed rows under new ids, which the vault rightly refuses to open afterwards.
  say('bare pg')
  const again = await openEmbedded(folder)
  const bare = await bareLoop({ ...again.supervisor, database: 'varco' }, desks)
  await again.stop()
  const figures = {
    measured: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}`,
    scale,
    seconds,
    operators,
    startSeconds: start,
    generatedSeconds: generated,
    bare,
    varco,
    shareOfFloor: Math.round((varco.perSecond / bare.perSecond) * 100) / 100,
    residentMegabytes: memory,
  }
  writeFileSync(fileURLToPath(new URL('figures.json', import.meta.url)), `${JSON.stringify(figures, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} finally {
  agent.destroy()
  for (const folder of ['start', 'load']) await clearData(join(data, folder))
  rmSync(data, { recursive: true, force: true })
}
