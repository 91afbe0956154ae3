import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrate, pendingMigrations } from './migrate.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { ask } from './testing-ask.ts'

let folder: string
let base: TestDatabase

// The real migrations are applied already: these come after them, in a schema of their own.
const write = (name: string, text: string) => writeFile(join(folder, `9999-${name}.sql`), text)

beforeAll(async () => {
  base = await testDatabase()
  await ask(base.owner, 'delete from public.kysely_migration')
  folder = await mkdtemp(join(inject('database').folder, 'migrations-'))
  await write('a', 'create schema probe; create table probe.a (id int);')
  await write(
    'b',
    'create table probe.b (id int); insert into probe.b values (1); insert into probe.a select id from probe.b;',
  )
})

afterAll(async () => {
  await base?.drop()
  await rm(folder, { recursive: true, force: true })
})

describe('migrations', () => {
  test('are pending until applied, and a reader can tell', async () => {
    expect(await pendingMigrations(base.app, folder)).toEqual(['9999-a', '9999-b'])
  })

  test('started twice at once are applied once, in the order of their names', async () => {
    const steps: string[] = []
    const both = await Promise.all([
      migrate(base.owner, { folder, onStep: (name) => steps.push(name) }),
      migrate(base.owner, { folder }),
    ])
    expect(both.flat()).toEqual(['9999-a', '9999-b'])
    expect(await ask(base.owner, 'select count(*)::int as rows from probe.a')).toEqual([{ rows: 1 }])
    expect(await pendingMigrations(base.app, folder)).toEqual([])
    expect(await pendingMigrations(base.platform, folder)).toEqual([])
  })

  test('that fail leave the earlier ones applied and nothing of their own', async () => {
    await write('c', 'create table probe.c (id int);')
    await write('d', 'create table probe.d (id int); select 1 / 0;')
    await expect(migrate(base.owner, { folder })).rejects.toThrow(/9999-d.*division by zero/)
    expect(await pendingMigrations(base.app, folder)).toEqual(['9999-d'])
    expect(
      await ask(base.owner, `select to_regclass('probe.c') is not null as c, to_regclass('probe.d') as d`),
    ).toEqual([{ c: true, d: null }])
  })

  test('whose connection is cut half way leave nothing, and can be run again', async () => {
    await write('d', `create table probe.d (id int); select pg_terminate_backend(pg_backend_pid());`)
    await expect(migrate(base.owner, { folder })).rejects.toThrow()
    expect(await ask(base.owner, `select to_regclass('probe.d') as d`)).toEqual([{ d: null }])
    await write('d', 'create table probe.d (id int);')
    expect(await migrate(base.owner, { folder })).toEqual(['9999-d'])
  })

  test('leave the job queue to the platform role and the public schema closed', async () => {
    const owners = await ask(
      base.owner,
      `select nspowner::regrole::text as owner from pg_namespace where nspname = 'graphile_worker'`,
    )
    expect(owners).toEqual([{ owner: 'varco_platform' }])
    expect(await ask(base.platform, `select count(*) > 0 as made from graphile_worker.migrations`)).toEqual([
      { made: true },
    ])
    await expect(ask(base.app, 'select * from graphile_worker.migrations')).rejects.toThrow(/permission denied/)
    await expect(ask(base.app, 'create table mine (id int)')).rejects.toThrow(/permission denied/)
    await expect(ask(base.platform, 'create table public.mine (id int)')).rejects.toThrow(/permission denied/)
  })
})
