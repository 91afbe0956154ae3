import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ServiceEntry } from '#model/network/contract.ts'
import { askMail } from '../mails/asks.ts'
import { insertService } from '../network/services.ts'
import { sealAll } from '../platform/audit.ts'
import { verifyAudit } from '../platform/audit-verify.ts'
import { transaction } from '../platform/db.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { addApproval } from '../testing-approvals.ts'
import { addArrival } from '../testing-arrival.ts'
import { addCalendar } from '../testing-calendar.ts'
import { callConference } from '../testing-conferences.ts'
import { addLocalDocuments } from '../testing-documents.ts'
import { addErasures } from '../testing-erasure.ts'
import { keep } from '../testing-files.ts'
import { importRegister, seed, upload } from '../testing-import.ts'
import { addLetters } from '../testing-letters.ts'
import { addPrivacy } from '../testing-privacy.ts'
import { addQuestions } from '../testing-questions.ts'
import {
  addCorrectedNote,
  addHandover,
  addSubstitution,
  addTask,
  newEntry,
  newHours,
  newSign,
  record,
  takeCharge,
} from '../testing-records.ts'
import { newTemplate } from '../testing-templates.ts'
import { addTies } from '../testing-ties.ts'
import { emptied } from './store.ts'

let server: TestServer
let real: Caller
let desks = 0
const everybody = ['worker', 'network_manager', 'coordinator', 'desk_administrator'] as const
const tryout = async (): Promise<Caller> => {
  desks += 1
  return server.member(await server.desk(`tryout-${desks}`, { tryout: true }), ...everybody)
}

beforeAll(async () => {
  server = await testServer()
  real = await server.member(await server.desk('real'), ...everybody)
  const keeper = await server.member(real.desk, 'coordinator')
  await keeper.call('POST', '/directory', { id: v7(), entry: newEntry(), why: '' })
  await fillByHand(real)
})
afterAll(() => server.close())

/** A record of every kind, by the ordinary ways. */
async function fillByHand(by: Caller): Promise<void> {
  await by.enter((at) => askMail(at, { member: by.accountId }, 'referrals-waiting', 1))
  const case_ = await takeCharge(by, { followers: [{ accountId: by.accountId, role: 'worker' }], note: 'x' })
  await by.call('POST', `/cases/${case_}/services`, { id: v7(), day: '2026-01-12', kind: 'work' })
  await by.call('POST', `/cases/${case_}/signs`, newSign())
  await addArrival(by, case_, { arrival: {} })
  await by.call('POST', `/cases/${case_}/hours`, newHours())
  await by.call('POST', `/cases/${case_}/look`, { until: server.clock.now, seen: false })
  await addLocalDocuments(by)
  await addLetters(by, case_)
  await addTies(by, await record(by))
  await addQuestions(by, case_, await record(by))
  await by.call('PUT', '/pathway/templates/exploited', newTemplate())
  await keep(by, case_, 'A contract')
  await addCalendar(by, case_)
  await addCorrectedNote(by, case_)
  const colleague = await server.member(by.desk, 'worker')
  await addTask(colleague, case_, by.accountId)
  await by.call('PUT', `/cases/${case_}/followers/${colleague.accountId}`, { role: 'worker' })
  await addHandover(colleague, case_, by.accountId)
  await addSubstitution(colleague, colleague.accountId, by.accountId)
  await addApproval(by, colleague, case_)
  await callConference(by, case_)
  await by.call('PUT', `/drafts/${v7()}`, { kind: 'note', record: case_, body: '{}', edition: 1 })
  await addPrivacy(by, await record(by))
  await addErasures(server, by, await record(by))
  await importRegister(by, await seed('register-2025.csv'))
  await importRegister(by, await seed('persons.csv'), 'valid-rows', 'persons')
  await importRegister(by, 'Codice;Telefono\nZ-1;320 000 0201', 'valid-rows', 'persons')
  const waiting = await upload(by, 'Quando;Chi\n02/01/2026;Rossi\nboh;Neri')
  const [service] = (await by.call('GET', '/directory')).body.rows
  await by.call('PUT', `/directory/${service.id}/note`, { text: 'x', version: 0 })
  await by.call('PUT', `/imports/${waiting.id}/columns`, { headingRow: 1, fields: ['contactDate', 'familyName'] })
  // A desk for trying out keeps no entry, so that no link of it is ever made.
  await ask(
    server.database.supervisor,
    `insert into assurance_link (desk_id, id, network_id, service_id, mail_id, token_hash, made_at, made_by, ends_at)
      select desk_id, id, $2, $3, id, '\\x01', now(), 'planted', now() from mail where desk_id = $1 limit 1`,
    [by.desk.id, by.desk.networkId, service.id],
  )
  // What was told goes on by itself: nothing of it is under way any more.
  const underWay = `select from mail where desk_id = $1 and state = 'waiting' union all select from outbox where desk_id = $1`
  const looking = async () => expect(await ask(server.database.supervisor, underWay, [by.desk.id])).toEqual([])
  await vi.waitFor(looking, 20_000)
}

/** Tables with a desk, and how many rows of it stand in each. */
async function rowsOf({ desk }: Caller): Promise<Record<string, number>> {
  const tables = await ask<{ name: string }>(
    server.database.supervisor,
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'desk_id' order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables)
    counts[name] =
      (
        await ask<{ rows: number }>(
          server.database.supervisor,
          `select count(*)::int as rows from ${name} where desk_id = $1`,
          [desk.id],
        )
      )[0]?.rows ?? 0
  return counts
}

/** One digest of every row that a desk has, in every table but those that go on by themselves: the register, and the tally that is folded. */
async function digestOf(by: Caller): Promise<string> {
  const hash = createHash('sha256')
  for (const [name, rows] of Object.entries(await rowsOf(by)).filter(
    ([table]) => !/^audit_|^month_tally$/.test(table),
  )) {
    const all = await ask(
      server.database.supervisor,
      `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t where desk_id = $1`,
      [by.desk.id],
    )
    hash.update(`${name} ${rows} ${all[0]?.digest}`)
  }
  return hash.digest('hex')
}

/** What a desk keeps when it is emptied: what it is, and who read and wrote. */
const kept = ['audit_entry', 'audit_pending', 'audit_seal', 'data_key', 'member', 'role_grant', 'target']

describe('a desk for trying out', () => {
  test('writes nothing in the directory of the network, and the database refuses it too', async () => {
    const by = await server.member((await tryout()).desk, 'coordinator')
    const sent = await by.call('POST', '/directory', { id: v7(), entry: newEntry({ name: 'Invented' }), why: '' })
    expect(sent).toMatchObject({ status: 409, body: { reason: 'tryout-tells-nobody' } })
    const row = by.enter((at) =>
      insertService(at, v7(), { entry: newEntry() as ServiceEntry, organisationId: v7(), atDesk: null }),
    )
    await expect(row).rejects.toThrow(/writes nothing in the directory/)
    expect((await by.call('GET', '/directory?words=invented')).body.total).toBe(0)
  })

  test('is filled with the invented workers once, however often it is asked', async () => {
    const by = await tryout()
    expect((await by.call('GET', '/tryout')).body).toEqual({ persons: 0, contacts: 0, cases: 0 })
    const filled = (await by.call('POST', '/tryout')).body
    expect(filled.persons).toBeGreaterThanOrEqual(8)
    expect(filled).toMatchObject({ contacts: filled.persons })
    expect((await by.call('POST', '/tryout')).body).toEqual(filled)
    expect((await by.call('POST', '/persons/search', { text: 'traoré' })).body.rows[0].name).toBe('Amadou Traoré')
    const [case_] = (await by.call('GET', '/cases?follower=me')).body.rows
    expect(case_).toMatchObject({ state: 'open' })
  })

  test('is emptied of everything it holds, and no row of another desk is touched', async () => {
    const [by, other] = [await tryout(), await tryout()]
    await by.call('POST', '/tryout')
    await fillByHand(by)
    await other.call('POST', '/tryout')
    const full = await rowsOf(by)
    // Every table that holds records holds some, or their going would not be seen.
    for (const table of emptied.filter((name) => name !== 'outbox')) expect(full[table], table).toBeGreaterThan(0)
    const before = [await digestOf(real), await digestOf(other)]
    expect((await by.call('DELETE', '/tryout')).body).toEqual({ persons: 0, contacts: 0, cases: 0 })
    const left = Object.entries(await rowsOf(by)).filter(([table, rows]) => rows > 0 && !kept.includes(table))
    expect(left).toEqual([])
    expect([await digestOf(real), await digestOf(other)]).toEqual(before)
    // And may be filled again.
    expect((await by.call('POST', '/tryout')).body.persons).toBeGreaterThan(0)
  })

  test('keeps its register of accesses, which says who emptied it and still verifies', async () => {
    const by = await tryout()
    await by.call('POST', '/tryout')
    await by.call('DELETE', '/tryout')
    await sealAll(server.house.platform, server.clock.read)
    const rows = await ask(
      server.database.supervisor,
      `select act, actor, record from audit_entry where desk_id = $1 and kind = 'write' order by id`,
      [by.desk.id],
    )
    expect(rows).toEqual([
      { act: 'fillTryout', actor: `account:${by.accountId}`, record: 'desk' },
      { act: 'emptyTryout', actor: `account:${by.accountId}`, record: 'desk' },
    ])
    const verdicts = await verifyAudit(server.house.platform)
    expect(verdicts.filter(({ fault }) => fault !== null)).toEqual([])
    expect(verdicts.find(({ desk }) => desk === by.desk.id)?.rows).toBeGreaterThan(1)
  })

  test('is not emptied while an import runs in it', async () => {
    const by = await tryout()
    const run = await upload(by, 'Data;Cognome\n02/01/2026;Rossi')
    await ask(server.database.supervisor, `update import_run set state = 'running' where id = $1`, [run.id])
    expect(await by.call('DELETE', '/tryout')).toMatchObject({ status: 409, body: { reason: 'import-running' } })
  })

  test('emptied while colleagues write comes to its end or says so, and never leaves half', async () => {
    const by = await tryout()
    await by.call('POST', '/tryout')
    const writing = Array.from({ length: 8 }, () => takeCharge(by).catch(() => null))
    const answers = await Promise.all([by.call('DELETE', '/tryout'), ...writing])
    const status = answers[0].status
    expect([200, 409]).toContain(status)
    const [orphans] = await ask(
      server.database.supervisor,
      `select count(*)::int as rows from person_tag t where desk_id = $1
        and not exists (select 1 from person p where p.desk_id = t.desk_id and p.id = t.person_id)`,
      [by.desk.id],
    )
    expect(orphans?.rows).toBe(0)
  })

  test('has no programme and no target, and its figures say that they are invented', async () => {
    const by = await tryout()
    await by.call('POST', '/tryout')
    expect((await by.call('GET', '/programmes')).body.rows).toEqual([])
    expect((await by.call('GET', '/return?programme=inlav')).status).toBe(422)
    expect((await by.call('GET', '/return')).body).toMatchObject({ demo: true, programme: '', targets: [] })
    expect((await real.call('GET', '/return')).body).toMatchObject({ demo: false, programme: 'inlav' })
    const csv = (await by.call('GET', '/return/file?as=csv')).body as Buffer
    expect(csv.toString()).toMatch(/inventati/)
    const target = ask(
      server.database.platform,
      `insert into target (desk_id, programme_id, measure, from_day, to_day, least, most)
        select $1, id, 'intercepted', '2026-01-01', '2026-12-31', 1, 2 from programme limit 1`,
      [by.desk.id],
    )
    await expect(target).rejects.toThrow(/has no target/)
  })
})

describe('a real desk', () => {
  test('is neither filled nor emptied, whoever asks', async () => {
    const before = await digestOf(real)
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      expect(await real.call(method, '/tryout')).toMatchObject({ status: 409, body: { reason: 'not-tryout' } })
    expect(await digestOf(real)).toBe(before)
  })

  test('is not made one for trying out, nor the other way round', async () => {
    const by = await tryout()
    for (const [desk, mark] of [
      [real, true],
      [by, false],
    ] as const)
      await expect(
        ask(server.database.platform, 'update desk set tryout = $2 where id = $1', [desk.desk.id, mark]),
      ).rejects.toThrow(/from its beginning or never/)
  })

  test('keeps its records even from statements of the application role', async () => {
    const before = await digestOf(real)
    for (const table of [
      'case_event',
      'service_delivered',
      'note_version',
      'task_fact',
      'handover',
      'approval_end',
      'conference_fact',
      'approval_setting',
      'import_person',
      'made',
    ])
      await expect(
        real.enter(({ tx }) => tx.deleteFrom(table).where('desk_id', '=', real.desk.id).execute()),
        table,
      ).rejects.toThrow(/are not deleted/)
    // Where the desk cannot be looked up, as in another network, the answer is the same.
    const elsewhere = transaction(server.house.app, { desk: real.desk.id, network: v7() }, (tx) =>
      tx.deleteFrom('case_event').execute(),
    )
    await expect(elsewhere).rejects.toThrow(/are not deleted/)
    // Nor by way of a desk where they could be deleted, nor as a role that was given the application's rights.
    const toEmpty = await tryout()
    const moved = real.enter(({ tx }) =>
      sql`update case_note set desk_id = set_config('varco.desk', ${toEmpty.desk.id}, true)::uuid`.execute(tx),
    )
    await expect(moved).rejects.toThrow(/stays in its desk/)
    const standIn = `begin; create role stand_in in role varco_app; set local role stand_in;
      select set_config('varco.desk', '${real.desk.id}', true), set_config('varco.network', '${real.desk.networkId}', true);
      delete from service_delivered`
    await expect(ask(server.database.supervisor, standIn)).rejects.toThrow(/are not deleted/)
    expect(await digestOf(real)).toBe(before)
  })
})

test('who manages no desk cannot fill or empty it', async () => {
  const by = await tryout()
  const worker = await server.member(by.desk, 'worker', 'coordinator', 'network_manager')
  for (const method of ['GET', 'POST', 'DELETE'] as const)
    expect((await worker.call(method, '/tryout')).status).toBe(403)
})
