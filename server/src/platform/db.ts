import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  type Expression,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import pg from 'pg'
import { COUNTED } from '#model/endpoint.ts'
import { Line, type Statement, types } from './batch.ts'

// biome-ignore lint/suspicious/noExplicitAny: the platform knows no subject's tables; each store narrows it to its own
export type Tx = Kysely<any>

/** A pool of connections of one role. */
export type Pool = pg.Pool

/** A transaction that knows a subject's tables. */
export type Db<Tables> = Kysely<Tables>

/** A pool for one database role. Eight connections measured best on two cores (bench/README.md). */
export function openPool(config: pg.PoolConfig, size = 8): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: size,
    types,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 120_000,
    // The statements are a few fixed texts: planned once per connection, not each time anew (a third of a list's time).
    options: '-c plan_cache_mode=force_generic_plan',
    connectionTimeoutMillis: 10_000,
  })
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

/** One transaction's hold on a connection: a statement that comes after its end is refused, not run in another's desk. */
class HeldConnection implements DatabaseConnection {
  readonly #line: Line
  over = false
  constructor(line: Line) {
    this.#line = line
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.over) throw new Error('the transaction of this statement is over')
    try {
      const asked = { name: nameOf(sql, parameters), text: sql, values: parameters }
      const { rows, count } = await this.#line.ask(asked)
      return { rows: rows as R[], numAffectedRows: BigInt(count) }
    } catch (error) {
      // Where it was asked, not where the answer was read.
      if (error instanceof Error) Error.captureStackTrace(error)
      throw error
    }
  }
  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams from the database
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('queries are not streamed')
  }
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Transactions are begun and ended here, not by Kysely: of a driver it needs the name only. */
const driver = {} as Driver
const dialect: Dialect = {
  createAdapter: () => adapter,
  createQueryCompiler: () => compiler,
  createIntrospector: (on) => new PostgresIntrospector(on),
  createDriver: () => driver,
}
const config = { dialect }

/** Kysely on one held connection. Made for each transaction, so it shares what can be shared. */
const kyselyOn = (connection: HeldConnection): Tx =>
  new Kysely({
    config,
    dialect,
    driver,
    executor: new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(connection) }),
  })

/** How many rows a query gives, counted no further than one more than `COUNTED`: long lists stay as quick as short ones. */
export async function counted(tx: Tx, rows: Expression<unknown>): Promise<number> {
  const answer = await sql<{ total: number }>`
    select count(*) as total from (${rows} limit ${sql.lit(COUNTED + 1)}) as listed`.execute(tx)
  return answer.rows[0]?.total ?? 0
}

/**
 * Where a transaction stands: the settings that row policies read. `patience`: how long a statement waits for a row that somebody
 * else holds; whoever waits holds a connection that all others need too. Nothing said: as long as it takes.
 */
export type Place = { desk: string; network: string; patience?: string }

const enter = ({ desk, network, patience = '0' }: Place): Statement => ({
  name: 'enter',
  text: `select set_config('varco.desk', $1, true), set_config('varco.network', $2, true), set_config('lock_timeout', $3, true)`,
  values: [desk, network, patience],
})

const enterToRead = ({ desk, network }: Place): Statement => ({
  name: 'enter-to-read',
  text: `select set_config('varco.desk', $1, true), set_config('varco.network', $2, true), set_config('transaction_read_only', 'on', true)`,
  values: [desk, network],
})

/**
 * Runs `work` in one transaction, inside `place` if given; `last` leaves together with the commit, after everything that
 * `work` did. Only `set_config(…, true)` is used, so nothing outlives the transaction on a pooled connection. Throws what
 * `work` throws, after rolling back.
 */
export async function transaction<T>(
  pool: pg.Pool,
  place: Place | null,
  work: (tx: Tx) => Promise<T>,
  last?: () => Statement,
): Promise<T> {
  const client = await pool.connect()
  const line = new Line(client)
  const connection = new HeldConnection(line)
  let broken: Error | undefined
  try {
    const begun = line.ask({ name: 'begin', text: 'begin isolation level read committed' })
    const ready = Promise.all([begun, place ? line.ask(enter(place)) : begun])
    ready.catch(() => {})
    const result = await work(kyselyOn(connection))
    connection.over = true
    await ready
    const noted = last ? line.ask(last()) : begun
    const [, { command }] = await Promise.all([noted, line.ask({ name: 'commit', text: 'commit' })])
    // A transaction that failed inside answers COMMIT with ROLLBACK: that is never a success.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } catch (error) {
    connection.over = true
    await line.ask({ name: 'rollback', text: 'rollback' }).catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Runs `work`, which only reads, inside `place`. Every batch of statements is a transaction of its own that enters the
 * place first and in which the database refuses any change: one way there and back where all is asked at once.
 */
export async function reading<T>(pool: pg.Pool, place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const line = new Line(client, enterToRead(place))
  const connection = new HeldConnection(line)
  let broken: Error | undefined
  try {
    return await work(kyselyOn(connection))
  } catch (error) {
    if (isAway(error)) broken = error as Error
    throw error
  } finally {
    connection.over = true
    await line.end()
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
