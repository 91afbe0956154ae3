import { setTimeout as delay } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { transaction } from './db.ts'
import { type At, type DeskHere, enterDesk, type House, houseActor, type Write } from './door.ts'
import type { Log } from './log.ts'
import { WORKER_SCHEMA } from './migrate.ts'

/** Opens a transaction in the job's desk, as `system`; a long job opens several, so that its progress can be seen. */
export type Enter = <T>(write: Omit<Write, 'act'> | null, work: (at: At) => Promise<T>) => Promise<T>

/** Background work on an event of the outbox. It may run twice: after a kill it is taken up again. */
export type Job<P extends z.ZodType = z.ZodType> = {
  topic: string
  payload: P
  run: (enter: Enter, payload: z.output<P>) => Promise<void>
}

export const job = <P extends z.ZodType>(topic: string, payload: P, work: Job<P>['run']): Job => ({
  topic,
  payload,
  run: work as Job['run'],
})

const Event = z.object({ desk: z.uuid(), id: z.uuid(), topic: z.string(), payload: z.unknown() })

/** A desk by its id, for those who come without a session. */
export async function deskById(house: House, by: { id: string } | { code: string }): Promise<DeskHere | undefined> {
  return transaction(house.platform, null, async (tx) => {
    const where = 'id' in by ? sql`id = ${by.id}::uuid` : sql`code = ${by.code}`
    const { rows } =
      await sql<DeskHere>`select id, code, name, network_id as "networkId" from desk where ${where}`.execute(tx)
    return rows[0]
  })
}

/** Every desk, for chores that wait for nobody to write in it. */
export async function allDeskIds(house: House): Promise<string[]> {
  return transaction(house.platform, null, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from desk order by id`.execute(tx)
    return rows.map(({ id }) => id)
  })
}

/** Advisory lock that every process with a job runner shares: who gets it alone knows that no other one lives. */
const RUNNERS = 0x6a6f6273

/**
 * Shares the lock of the runners on a connection of its own. Whoever is the first frees the jobs of runners that are gone:
 * the library itself would leave the jobs of a killed process locked for four hours.
 */
async function joinRunners(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [RUNNERS])
    if (rows[0].alone)
      await client.query(
        `update ${WORKER_SCHEMA}._private_jobs set locked_at = null, locked_by = null where locked_by is not null`,
      )
    await client.query('select pg_advisory_lock_shared($1)', [RUNNERS])
    if (rows[0].alone) await client.query('select pg_advisory_unlock($1)', [RUNNERS])
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}

export type Jobs = { stop: () => Promise<void> }

/**
 * Runs the jobs in this process until stopped, on connections of their own: two jobs, one that listens, the lock, one to
 * spare. A runner that breaks off, as when it could not write down that a job was done, is begun anew.
 */
export async function runJobs(house: House, pool: pg.Pool, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const byTopic = new Map(jobs.map((each) => [each.topic, each]))
  const outbox = async (raw: unknown) => {
    const event = Event.parse(raw)
    const found = byTopic.get(event.topic)
    const desk = await deskById(house, { id: event.desk })
    if (!found || !desk) throw new Error(`nobody listens to ${event.topic}`)
    const enter: Enter = (write, work) =>
      enterDesk(house, desk, houseActor('system'), write && { ...write, act: event.topic }, work)
    await found.run(enter, found.payload.parse(event.payload))
    await transaction(house.platform, null, (tx) =>
      sql`delete from outbox where desk_id = ${event.desk} and id = ${event.id}`.execute(tx),
    )
  }
  const begin = async () => {
    const joined = await joinRunners(pool)
    try {
      const runner = await run({
        pgPool: pool,
        schema: WORKER_SCHEMA,
        concurrency: 2,
        noHandleSignals: true,
        pollInterval: 2_000,
        noPreparedStatements: false,
        // In batches, even of one: else an error in writing down that a job is done is nobody's, and ends the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        logger: new Logger(
          () => (level, message) => level === 'error' && log.error({ event: 'job' }, message.split('\n')[0] ?? ''),
        ),
        taskList: { outbox },
      })
      return { runner, joined }
    } catch (error) {
      joined.release(true)
      throw error
    }
  }
  let stopping = false
  let now = await begin()
  const watch = async () => {
    for (;;) {
      await now.runner.promise.catch(() => {})
      now.joined.release(true)
      if (stopping) return
      log.error({ event: 'job' }, 'the job runner broke off, beginning anew')
      let begun: typeof now | undefined
      while (!begun && !stopping) {
        await delay(1_000)
        begun = await begin().catch(() => undefined)
      }
      if (!begun) return
      now = begun
      if (stopping) await now.runner.stop().catch(() => {})
    }
  }
  const watched = watch()
  return {
    async stop() {
      stopping = true
      await now.runner.stop().catch(() => {})
      await watched
    },
  }
}
