import { Logger, type Runner, run } from 'graphile-worker'
import { sql } from 'kysely'
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

/** Runs the jobs in this process until stopped. */
export async function runJobs(house: House, jobs: readonly Job[], log: Log): Promise<Runner> {
  const byTopic = new Map(jobs.map((each) => [each.topic, each]))
  return run({
    pgPool: house.platform,
    schema: WORKER_SCHEMA,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    noPreparedStatements: false,
    logger: new Logger(
      () => (level, message) => level === 'error' && log.error({ event: 'job' }, message.split('\n')[0] ?? ''),
    ),
    taskList: {
      outbox: async (raw) => {
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
      },
    },
  })
}
