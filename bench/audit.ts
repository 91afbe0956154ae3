import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { v7 } from 'uuid'
import { sealAll } from '../server/src/platform/audit.ts'
import { verifyAudit } from '../server/src/platform/audit-verify.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { openPool } from '../server/src/platform/db.ts'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { clearData } from '../server/src/testing-process.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const DESKS = 4
const TRIES = 3
const say = (text: string) => process.stderr.write(`${text}\n`)

/** Accesses as the server writes them, waiting to be sealed. */
const accesses = `
  insert into audit_pending (desk_id, id, at, actor, act, kind, record, record_id)
  select $1, gen_random_uuid(), timestamptz '2026-01-01' + no * interval '37 milliseconds',
    'account:' || md5((no % 40)::text)::uuid, (array['openPerson', 'openCase', 'listCases', 'deliverService'])[1 + no % 4],
    (array['read', 'write'])[1 + no % 2], 'person', case when no % 4 <> 2 then gen_random_uuid() end
  from generate_series(1, $2::int) as no`

/** Seconds, and seconds of this process's own processor time. */
async function timed<T>(work: () => Promise<T>) {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { result, seconds: (performance.now() - began) / 1_000, processor: (user + system) / 1_000_000 }
}

const folder = mkdtempSync(join(tmpdir(), 'varco-bench-audit-'))
const embedded = await openEmbedded(folder)
const supervisor = new pg.Client({ ...embedded.supervisor, database: 'varco' })
const pool = openPool(embedded.platform, 2)
try {
  await migrate(embedded.owner)
  await supervisor.connect()
  const [network, body] = [v7(), v7()]
  await supervisor.query(`insert into network values ($1, 'n', 'n')`, [network])
  await supervisor.query(`insert into organisation values ($1, $2, 'o', 'o', 'o')`, [body, network])
  for (let no = 0; no < DESKS; no += 1) {
    const desk = v7()
    await supervisor.query(`insert into desk values ($1, $2, $3, $4, 'd', 'd')`, [desk, network, body, `d${no}`])
    await supervisor.query(accesses, [desk, Math.ceil(rows / DESKS)])
  }
  await supervisor.query('analyze audit_pending')
  say('sealing')
  const sealing = await timed(() => sealAll(pool, systemClock))
  await supervisor.query('vacuum analyze')
  for (let no = 0; no < TRIES; no += 1) {
    const bare = await timed(() => supervisor.query('select * from audit_entry order by desk_id, seal_no, position'))
    const verified = await timed(() => verifyAudit(pool))
    const count = verified.result.reduce((sum, each) => sum + each.rows, 0)
    if (verified.result.some((each) => each.fault !== null) || count < rows)
      throw new Error('the register does not fit')
    const perSecond = (each: { seconds: number }) => Math.round(count / each.seconds)
    process.stdout.write(
      `${JSON.stringify({
        rows: count,
        verifiedPerSecond: perSecond(verified),
        verifiedPerProcessorSecond: Math.round(count / verified.processor),
        bareSelectPerSecond: perSecond(bare),
        shareOfBareSelect: Math.round((bare.seconds / verified.seconds) * 100) / 100,
        sealedPerSecond: perSecond(sealing),
      })}\n`,
    )
  }
} finally {
  await pool.end()
  await supervisor.end()
  await embedded.stop()
  await clearData(folder)
}
