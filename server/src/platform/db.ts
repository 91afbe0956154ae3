import type { Writable } from 'node:stream'
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'

/** Days stay civil days, instants become ISO strings, counts numbers: nothing is turned into a Date on the way. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString())
types.setTypeParser(pg.types.builtins.INT8, (text: string) => Number(text))

// biome-ignore lint/suspicious/noExplicitAny: the platform knows no subject's tables; each store narrows it to its own
export type Tx = Kysely<any>

/** A pool of connections of one role. */
export type Pool = pg.Pool

/** A transaction that knows a subject's tables. */
export type Db<Tables> = Kysely<Tables>

/**
 * A pool for one database role. Pipelined: a transaction's begin, its entering of the desk and its first statement travel
 * together. Eight connections measured best on two cores (bench/README.md).
 */
export function openPool(config: pg.PoolConfig, size = 8): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: size,
    types,
    pipeline: true,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 120_000,
    connectionTimeoutMillis: 10_000,
  } as pg.PoolConfig)
  // An idle connection that dies (server restarted) is not an event of any request: the pool makes a new one.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const statementNames = new Map<string, string>()

/** Fixed texts are prepared once per connection under a name; texts that vary in length are not worth a plan. */
function nameOf(text: string, values: readonly unknown[]): string | undefined {
  if (values.length > 60) return undefined
  let name = statementNames.get(text)
  if (!name && statementNames.size < 2_000) {
    name = `v${statementNames.size}`
    statementNames.set(text, name)
  }
  return name
}

/**
 * Statements that are asked for in one turn of the event loop leave in one write: on a small machine the system calls of
 * many little writes cost more than the statements. The stream is an internal of pg: where it is absent nothing changes.
 */
function gather(client: pg.PoolClient): void {
  const stream = (client as unknown as { connection?: { stream?: Writable } }).connection?.stream
  if (!stream) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** One transaction's hold on a connection: a statement that comes after its end is refused, not run in another's desk. */
class HeldConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  over = false
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.over) throw new Error('the transaction of this statement is over')
    const name = nameOf(sql, parameters)
    gather(this.#client)
    const result = await this.#client.query({ ...(name && { name }), text: sql, values: parameters as unknown[] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams from the database
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('queries are not streamed')
  }
}

const nothing = async () => {}

const kyselyOn = (connection: HeldConnection): Tx =>
  new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (on) => new PostgresIntrospector(on),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  })

/** Where a transaction stands: the settings that row policies read. */
export type Place = { desk: string; network: string }

/**
 * Runs `work` in one transaction, inside `place` if given. Only `set_config(…, true)` is used, so nothing outlives the
 * transaction on a pooled connection. Throws what `work` throws, after rolling back.
 */
export async function transaction<T>(pool: pg.Pool, place: Place | null, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const connection = new HeldConnection(client)
  let broken: Error | undefined
  try {
    gather(client)
    const begun = client.query('begin')
    const entered = place
      ? client.query({
          name: 'enter',
          text: `select set_config('varco.desk', $1, true), set_config('varco.network', $2, true)`,
          values: [place.desk, place.network],
        })
      : begun
    const ready = Promise.all([begun, entered])
    ready.catch(() => {})
    const result = await work(kyselyOn(connection))
    connection.over = true
    await ready
    const committed = await client.query('commit')
    // A transaction that failed inside answers COMMIT with ROLLBACK: that is never a success.
    if (committed.command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } catch (error) {
    connection.over = true
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
])

/** The database is away or coming back: nothing was decided, whoever asked may ask again. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    AWAY.has((error as { code?: string }).code ?? '') ||
    /Connection terminated|connection error|timeout exceeded when trying to connect/i.test(error.message)
  )
}
