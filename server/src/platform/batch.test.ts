import { sql } from 'kysely'
import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Line } from './batch.ts'
import { openPool, reading, transaction } from './db.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { ask } from './testing-ask.ts'

let database: TestDatabase
let pool: pg.Pool
let client: pg.PoolClient
const place = { desk: v7(), network: v7() }

beforeAll(async () => {
  database = await testDatabase()
  await ask(database.supervisor, 'create table tried (no int primary key, text text)')
  await ask(database.supervisor, 'grant all on tried to varco_app')
  pool = openPool(database.app, 1)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(() => ask(database.supervisor, 'truncate tried'))

const settled = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((each) =>
    each.status === 'fulfilled' ? 'done' : ((each.reason as { code?: string }).code ?? String(each.reason)),
  )
const insert = (no: number) => ({ name: 'insert', text: 'insert into tried values ($1, $2)', values: [no, 'x'] })
const inTried = async () => (await ask(database.supervisor, 'select no from tried order by no')).map((row) => row.no)

describe('the statements of one turn', () => {
  beforeEach(async () => {
    client = await pool.connect()
    return () => client.release()
  })

  test('are answered each with its own rows, the second time without being described again', async () => {
    const line = new Line(client)
    for (let round = 0; round < 2; round += 1) {
      const [one, two, none] = await Promise.all([
        line.ask({ name: 'one', text: 'select $1::int as no, null as nothing', values: [7] }),
        line.ask({
          name: 'two',
          text: `select d::date as day from generate_series('2026-01-01'::date, '2026-01-03', '1 day') d`,
        }),
        line.ask({ name: 'none', text: 'select no from tried where no < 0' }),
      ])
      expect(one).toEqual({ rows: [{ no: 7, nothing: null }], count: 1, command: 'SELECT' })
      expect(two.rows.map((row) => row.day)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03'])
      expect(none).toMatchObject({ rows: [], count: 0 })
    }
  })

  test('are one transaction: after one that fails none is run, and nothing of them stays', async () => {
    const line = new Line(client)
    expect(await settled([line.ask(insert(1)), line.ask(insert(1)), line.ask(insert(2))])).toEqual([
      'done',
      '23505',
      '23505',
    ])
    expect(await inTried()).toEqual([])
    await line.ask(insert(3))
    expect(await inTried()).toEqual([3])
  })

  test('a statement that could not be read is read again under the same name', async () => {
    const line = new Line(client)
    const broken = { name: 'later', text: 'select * from not_yet' }
    expect(
      await settled([
        line.ask({ name: 'fine', text: 'select 1' }),
        line.ask(broken),
        line.ask({ name: 'behind', text: 'select 2 as two' }),
      ]),
    ).toEqual(['done', '42P01', '42P01'])
    await ask(database.supervisor, 'create table not_yet (no int)')
    await ask(database.supervisor, 'grant all on not_yet to varco_app')
    expect(await settled([line.ask(broken), line.ask({ name: 'behind', text: 'select 2 as two' })])).toEqual([
      'done',
      'done',
    ])
  })

  test('what is asked while others are under way goes with the next batch, in order', async () => {
    const line = new Line(client)
    const first = line.ask({ text: `select pg_sleep(0.05), 1 as no` })
    await new Promise(setImmediate)
    const later = [line.ask(insert(1)), line.ask({ text: 'update tried set no = 2 where no = 1' })]
    await first
    expect(await settled(later)).toEqual(['done', 'done'])
    expect(await inTried()).toEqual([2])
  })

  test('values of every kind arrive as they were', async () => {
    const line = new Line(client)
    const { rows } = await line.ask({
      name: 'kinds',
      text: 'select $1::text as text, $2::bytea as bytes, $3::bytea[] as list, $4::uuid[] as ids, $5::jsonb as json, $6::bool as yes, $7::bigint as big',
      values: [
        'l’è "così"',
        Buffer.from([0, 255]),
        [Buffer.from([1]), Buffer.from([2, 3])],
        [place.desk],
        JSON.stringify({ a: 1 }),
        true,
        9_007_199_254,
      ],
    })
    expect(rows[0]).toEqual({
      text: 'l’è "così"',
      bytes: Buffer.from([0, 255]),
      list: [Buffer.from([1]), Buffer.from([2, 3])],
      ids: [place.desk],
      json: { a: 1 },
      yes: true,
      big: 9_007_199_254,
    })
  })
})

const here = `select current_setting('varco.desk', true) as desk, current_setting('transaction_read_only') as refuses`
const settings = async () => {
  const held = await pool.connect()
  return (await held.query(here).finally(() => held.release())).rows[0]
}

describe('reading', () => {
  test('enters the desk in every batch, refuses any change, and leaves no trace on the connection', async () => {
    const seen = await reading(pool, place, async (tx) => [
      (await sql`${sql.raw(here)}`.execute(tx)).rows[0],
      (await sql`${sql.raw(here)}`.execute(tx)).rows[0],
    ])
    expect(seen).toEqual([
      { desk: place.desk, refuses: 'on' },
      { desk: place.desk, refuses: 'on' },
    ])
    expect(await settings()).toEqual({ desk: '', refuses: 'off' })
    const written = reading(pool, place, (tx) => sql`insert into tried values (1, 'x')`.execute(tx))
    await expect(written).rejects.toMatchObject({ code: '25006' })
    expect(await settings()).toEqual({ desk: '', refuses: 'off' })
    expect(await inTried()).toEqual([])
  })

  test('statements run in the order in which they were asked, however they were written', async () => {
    const no = await transaction(pool, place, async (tx) => {
      const [, , row] = await Promise.all([
        tx.insertInto('tried').values({ no: 1, text: 'x' }).execute(),
        sql`update tried set no = no + 1`.execute(tx),
        tx.selectFrom('tried').select('no').executeTakeFirst(),
        tx.deleteFrom('tried').execute(),
      ])
      return row?.no
    })
    expect(no).toBe(2)
  })

  test('gives its connection on only when nothing of it is under way: the next desk stays the one that was entered', async () => {
    const ask = (tx: { executeQuery: unknown }) => sql<Row>`${sql.raw(here)}, pg_sleep(0.02)`.execute(tx as never)
    type Row = { desk: string; refuses: string }
    const left = reading(pool, place, async (tx) => {
      const early = sql`select 1`.execute(tx).then(async () => {
        await new Promise(setImmediate)
        throw new Error('not found')
      })
      const chain = sql`select 1`.execute(tx).then(() => ask(tx))
      // Long enough that PostgreSQL sends what it has before the slow one is done.
      const long = sql`select repeat('x', 50000)`.execute(tx)
      await Promise.all([early, chain, long, ask(tx)])
    })
    const other = { desk: v7(), network: v7() }
    const next = transaction(pool, other, async (tx) => {
      const seen: string[] = []
      for (let no = 0; no < 4; no += 1)
        seen.push((await ask(tx)).rows.map((row) => `${row.desk} ${row.refuses}`).join())
      return seen
    })
    await expect(left).rejects.toThrow('not found')
    expect(await next).toEqual(Array.from({ length: 4 }, () => `${other.desk} off`))
  })

  test('a statement whose columns changed is prepared anew', async () => {
    const all = (tx: Parameters<Parameters<typeof reading>[2]>[0]) => sql`select * from tried`.execute(tx)
    await reading(pool, place, all)
    await ask(database.supervisor, `alter table tried add column more text default 'y'`)
    await expect(reading(pool, place, all)).rejects.toMatchObject({ code: '0A000' })
    await ask(database.supervisor, `insert into tried values (1, 'x')`)
    expect((await reading(pool, place, all)).rows).toEqual([{ no: 1, text: 'x', more: 'y' }])
  })

  test('a statement that comes after the end is refused', async () => {
    let late: (() => Promise<unknown>) | undefined
    await reading(pool, place, async (tx) => {
      late = () => sql`select 1`.execute(tx)
    })
    await expect(late?.()).rejects.toThrow('over')
  })
})

describe('a transaction', () => {
  test('with a last statement that fails is rolled back whole', async () => {
    const work = transaction(
      pool,
      place,
      (tx) => sql`insert into tried values (1, 'x')`.execute(tx),
      () => insert(1),
    )
    await expect(work).rejects.toMatchObject({ code: '23505' })
    expect(await inTried()).toEqual([])
    expect(await settings()).toEqual({ desk: '', refuses: 'off' })
  })

  test('says where the statement that failed was asked', async () => {
    const error = await transaction(pool, place, (tx) => sql`select 1 / 0`.execute(tx)).catch((failed: Error) => failed)
    expect((error as Error).stack).toContain('batch.test.ts')
  })
})
