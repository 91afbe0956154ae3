import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseDemo } from '../platform/database-check.ts'
import { ensureKeyFile } from '../platform/key-file.ts'
import { type TestDatabase, testDatabase } from '../platform/testing.ts'
import { ask } from '../platform/testing-ask.ts'
import { runConsole } from '../testing-process.ts'

let folder: string
let database: TestDatabase
const seed = (name: string) => `${import.meta.dirname}/../../seeds/${name}`
const urlOf = (config: pg.ClientConfig) =>
  `postgresql://${config.user}@${encodeURIComponent(config.host ?? '')}/${config.database}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varco-tryout-'))
  database = await testDatabase()
  ensureKeyFile(join(folder, 'key.json'))
})
afterAll(async () => {
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...args: string[]) =>
  runConsole(args, {
    VARCO_DATABASE_URL: urlOf(database.app),
    VARCO_PLATFORM_URL: urlOf(database.platform),
    VARCO_KEY_FILE: join(folder, 'key.json'),
  })
const say = async (...args: string[]) => {
  const { code, out, err } = await run(...args, '--json')
  expect(code, err).toBe(0)
  return JSON.parse(out)
}
const refused = async (...args: string[]) => {
  const { code, out, err } = await run(...args)
  expect([code, out]).toEqual([1, ''])
  return err
}
const add = (code: string, ...more: string[]) =>
  say('desk', 'add', '--code', code, '--name', code, '--network', 'rete', '--organisation', 'comune', ...more)

test('a desk for trying out is made, filled and emptied from the console, in a real installation', async () => {
  await add('prova', '--try-out')
  await add('pua-vera')
  expect(
    (await say('desk', 'list')).desks.map((desk: { code: string; tryout: boolean }) => [desk.code, desk.tryout]),
  ).toEqual([
    ['prova', true],
    ['pua-vera', false],
  ])
  const filled = await say('try-out', 'fill', '--desk', 'prova')
  expect(filled.persons).toBeGreaterThan(0)
  // What keeps demonstration data out of a real installation lets this in.
  await expect(refuseDemo(database.platform, 'here')).resolves.toBeUndefined()
  expect(await say('try-out', 'empty', '--desk', 'prova')).toEqual({ desk: 'prova', persons: 0, contacts: 0, cases: 0 })
  const acts = await ask(database.supervisor, `select act, actor from audit_pending where kind = 'write' order by id`)
  expect(acts.map(({ act }) => act)).toEqual(['desk add --try-out', 'desk add', 'try-out fill', 'try-out empty'])
  expect(acts.every(({ actor }) => actor.startsWith('console:'))).toBe(true)
  expect(await say('verify-audit')).toMatchObject({ ok: true })
})

test('every other desk is refused, and a desk that is there does not become one', async () => {
  for (const act of ['fill', 'empty'])
    expect(await refused('try-out', act, '--desk', 'pua-vera')).toMatch(/non è uno sportello di prova/)
  const again = ['--code', 'pua-vera', '--name', 'x', '--network', 'rete', '--organisation', 'comune', '--try-out']
  expect(await refused('desk', 'add', ...again)).toMatch(/pua-vera c'è già/)
  const target = ['--programme', 'p', '--measure', 'intercepted', '--from', '2025-05-01', '--to', '2025-11-30']
  expect(await refused('desk', 'target', '--code', 'prova', ...target, '--min', '1', '--max', '2')).toMatch(
    /non ha target/,
  )
  expect(await refused('try-out', 'fly', '--desk', 'prova')).toMatch(/fly/)
  expect((await run('try-out', '--help')).out).toMatch(/try-out fill/)
})

test('persons and cases are imported from the console, and again they add nothing', async () => {
  for (const [kind, added] of [
    ['persons', { personsAdded: 10, casesAdded: 0, rows: 10 }],
    ['cases', { personsAdded: 0, casesAdded: 6, rows: 6 }],
  ] as const) {
    const command = ['import', kind, seed(`${kind}.csv`), '--desk', 'prova']
    expect(await say(...command)).toMatchObject({ kind, state: 'done', bad: 0, doubts: 0, ...added })
    expect(await say(...command)).toMatchObject({ personsAdded: 0, casesAdded: 0, alreadyThere: added.rows })
  }
  expect(await refused('import', 'horses', seed('cases.csv'), '--desk', 'prova')).toMatch(/contacts\|persons\|cases/)
})

test('a file whose columns nobody can be asked about is left, with what is missing', async () => {
  const path = join(folder, 'odd.csv')
  await writeFile(path, 'Chi;Quando;Apertura;Data inizio\nARC-001;ieri;02/01/2025;02/01/2025')
  const { code, out, err } = await run('import', 'cases', path, '--desk', 'prova', '--json')
  expect([code, JSON.parse(out)]).toMatchObject([1, { state: 'refused', reason: 'column-twice', casesAdded: 0 }])
  expect(err).toMatch(/Apertura, Data inizio/)
  expect(err).toMatch(/abbinata a: Codice/)
})

test('the return of a desk for trying out says that its data are invented, that of a real desk does not', async () => {
  for (const [desk, tryout] of [
    ['prova', true],
    ['pua-vera', false],
  ] as const) {
    expect(await say('return', '--desk', desk)).toMatchObject({ desk, tryout, demo: tryout })
    expect((await run('return', '--desk', desk)).out.includes('Dati inventati')).toBe(tryout)
  }
})
