import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#model/grants.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { askToClose, everything, newClosing, refuse, wants } from '../testing-approvals.ts'
import { erased } from '../testing-erasure.ts'
import { record, takeCharge } from '../testing-records.ts'

let server: TestServer
let one: Caller
let two: Caller
let worker: Caller
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  ;[one, two] = [await server.member(desk, 'coordinator'), await server.member(desk, 'coordinator')]
  worker = await server.member(desk, 'worker')
  await wants(one, everything)
})
afterAll(() => server.close())

const path = (...parts: string[]) => `/${parts.join('/')}`
const approve = (by: Caller, kase: string, id: string, words = '') =>
  by.call('POST', path('cases', kase, 'approvals', id, 'approve'), { words })
const withdraw = (by: Caller, kase: string, id: string) =>
  by.call('POST', path('cases', kase, 'approvals', id, 'withdraw'))
const caseOf = async (kase: string) => (await worker.call('GET', `/cases/${kase}`)).body
const close = async (by: Caller, kase: string) =>
  by.call('POST', `/cases/${kase}/close`, newClosing({ version: (await caseOf(kase)).version }))
const inbox = async (by: Caller) => (await by.call('GET', '/approvals')).body
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)
const desk =
  (...roles: Role[]) =>
  async (code: string) =>
    server.member(await server.desk(code), ...roles)

test('a closing is asked, waits for the others who approve, and is done as it was asked', async () => {
  const kase = await takeCharge(worker)
  expect(await close(worker, kase)).toMatchObject({ status: 409, body: { reason: 'approval-wanted' } })
  expect(await close(one, kase), 'a coordinator too').toMatchObject({ body: { reason: 'approval-wanted' } })
  expect(await caseOf(kase)).toMatchObject({ state: 'open', asksToClose: true, approvals: 0 })
  const id = await askToClose(worker, kase)
  expect((await caseOf(kase)).state).toBe('open')
  const again = newClosing({ id: v7(), version: 1 })
  expect((await worker.call('POST', `/cases/${kase}/approvals`, again)).body.reason).toBe('approval-waits')
  const [line] = (await inbox(one)).waiting.filter((each: { id: string }) => each.id === id)
  expect(line).toMatchObject({ caseId: kase, note: 'Si può chiudere?', can: ['approve', 'refuse'] })
  expect(line.closing).toEqual({ outcome: 'goals-met', closedOn: '2026-01-14', note: 'Ha trovato casa' })
  expect((await inbox(worker)).waiting, 'to who approves nothing').toEqual([])
  // What was corrected meanwhile is no hindrance: who approves sees the case as it is.
  await worker.call('PUT', `/cases/${kase}`, { profile: 'exploited', needs: ['work'], version: 1 })
  const done = await approve(two, kase, id, 'Va bene')
  expect(done.body).toMatchObject({ state: 'closed', outcome: 'goals-met', closedOn: '2026-01-14' })
  const [note] = done.body.notes
  expect(note).toMatchObject({ text: 'Ha trovato casa', day: '2026-01-14' })
  expect(note.by, 'the word is of who asked').toContain('worker')
  const [answered] = (await inbox(worker)).answered
  expect(answered).toMatchObject({ id, state: 'approved', end: { words: 'Va bene' }, newForMe: true })
  await worker.call('POST', path('cases', kase, 'approvals', id, 'seen'))
  expect((await inbox(worker)).answered).toEqual([])
  const { happenings } = (await worker.call('GET', `/cases/${kase}`)).body.timeline
  const told = happenings.flatMap(({ kind, act }: { kind: string; act: string }) => (kind === 'approval' ? [act] : []))
  expect(told.sort()).toEqual(['approved', 'asked-close'])
})

test('nobody answers the own request, nobody else takes it back, and who has no right to approve does not', async () => {
  const kase = await takeCharge(worker)
  const id = await askToClose(one, kase)
  for (const act of [approve, refuse]) {
    expect(await act(one, kase, id)).toMatchObject({ status: 403, body: { reason: 'not-yours' } })
    expect(await act(worker, kase, id)).toMatchObject({ status: 403, body: { reason: 'grant' } })
  }
  for (const by of [two, worker])
    expect(await withdraw(by, kase, id)).toMatchObject({ status: 403, body: { reason: 'not-yours' } })
  expect(idsOf((await inbox(one)).waiting)).not.toContain(id)
  expect((await caseOf(kase)).state).toBe('open')
  // Nor does a statement that the rules never saw.
  for (const [outcome, by] of [
    ['approved', one],
    ['withdrawn', two],
  ] as const) {
    const forged = `insert into approval_end (desk_id, approval_id, case_id, outcome, words, by, at)
      values ($1, $2, $3, $4, '', $5, now())`
    const row = [one.desk.id, id, kase, outcome, `account:${by.accountId}`]
    await expect(ask(server.database.supervisor, forged, row)).rejects.toThrow('answered by somebody else')
  }
  expect((await withdraw(one, kase, id)).body).toMatchObject({ state: 'withdrawn', can: [] })
  expect(await approve(two, kase, id)).toMatchObject({ status: 409, body: { code: 'moved-on' } })
})

test('a refusal says why and does nothing; it can be asked again', async () => {
  const kase = await takeCharge(worker)
  const id = await askToClose(worker, kase)
  const mute = await one.call('POST', path('cases', kase, 'approvals', id, 'refuse'), { words: ' ' })
  expect(mute.status).toBe(422)
  expect((await refuse(one, kase, id)).body).toMatchObject({ state: 'refused', end: { words: 'Manca la verifica' } })
  expect((await caseOf(kase)).state).toBe('open')
  expect(idsOf((await inbox(worker)).answered)).toContain(id)
  expect(await askToClose(worker, kase)).toBeTruthy()
})

test('of two who answer at once one does, the other is told; and of many who ask at once one does', async () => {
  for (const other of [refuse, approve]) {
    const kase = await takeCharge(worker)
    const asks = await Promise.all(
      [worker, one, two].map((by) => by.call('POST', `/cases/${kase}/approvals`, newClosing({ id: v7() }))),
    )
    expect(asks.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const [asked] = (await worker.call('GET', `/cases/${kase}/approvals`)).body.rows
    const third = await server.member(one.desk, 'coordinator')
    const others = [one, two, third].filter(({ accountId }) => !asked.by.includes(accountId.slice(-4)))
    const [a, b] = others as [Caller, Caller]
    const answers = await Promise.all([approve(a, kase, asked.id), other(b, kase, asked.id)])
    expect(answers.map(({ status }) => status).sort(), JSON.stringify(answers.map(({ body }) => body.reason))).toEqual([
      200, 409,
    ])
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.body.code).toBe('moved-on')
    const rows = await ask(server.database.supervisor, 'select outcome from approval_end where approval_id = $1', [
      asked.id,
    ])
    expect(rows).toHaveLength(1)
    const won = (rows[0] as { outcome: string }).outcome
    expect((await caseOf(kase)).state).toBe(won === 'approved' ? 'closed' : 'open')
  }
})

test('what can no longer be done says so, waits on nobody’s list, and can be asked for anew', async () => {
  const kase = await takeCharge(worker)
  const id = await askToClose(worker, kase)
  await wants(one, { closing: false, sending: true })
  // Switched off, the case is closed directly; what waits is still there.
  expect((await close(worker, kase)).status).toBe(200)
  expect(await approve(two, kase, id)).toMatchObject({ status: 409, body: { reason: 'approval-outlived' } })
  // Opened again for a reason of its own, it is not closed by what was asked before.
  const { version } = (await worker.call('GET', `/cases/${kase}`)).body
  expect((await worker.call('POST', `/cases/${kase}/reopen`, { reason: 'È tornata', version })).status).toBe(200)
  expect(await approve(two, kase, id)).toMatchObject({ status: 409, body: { reason: 'approval-outlived' } })
  const [row] = (await worker.call('GET', `/cases/${kase}/approvals`)).body.rows
  expect(row).toMatchObject({ id, state: 'outlived', end: null, can: [] })
  expect(idsOf((await inbox(two)).waiting)).not.toContain(id)
  const open = await takeCharge(worker)
  const asked = newClosing({ id: v7() })
  expect((await worker.call('POST', `/cases/${open}/approvals`, asked)).body.reason).toBe('approval-not-wanted')
  expect((await withdraw(worker, kase, id)).body.reason).toBe('approval-outlived')
  await wants(one, everything)
  const before = server.clock.now
  server.clock.now = '2026-01-15T09:00:01.000Z'
  const again = await askToClose(worker, kase)
  server.clock.now = before
  expect(idsOf((await inbox(two)).waiting)).toContain(again)
})

test('closing directly while the approval comes in, and approving at once, closes once', async () => {
  const kase = await takeCharge(worker)
  const id = await askToClose(worker, kase)
  await wants(one, { closing: false, sending: true })
  const answers = await Promise.all([approve(two, kase, id), close(worker, kase)])
  await wants(one, everything)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { events } = await caseOf(kase)
  expect(events.filter(({ act }: { act: string }) => act === 'closed')).toHaveLength(1)
})

test('where one alone approves the desk is not stuck, and where nobody does', async () => {
  const only = await desk('coordinator')('alone')
  const their = await server.member(only.desk, 'worker')
  await wants(only, everything)
  const [mine, theirs] = [await takeCharge(their), await takeCharge(their)]
  const closing = newClosing()
  expect((await their.call('POST', `/cases/${theirs}/close`, closing)).body.reason).toBe('approval-wanted')
  expect((await only.call('POST', `/cases/${mine}/close`, closing)).status, 'nobody else could approve').toBe(200)
  const setting = (await their.call('GET', '/approval-setting')).body
  expect(setting).toMatchObject({ closing: true, sending: true, approvers: 1, can: [] })
  await ask(server.database.platform, `update member set until = '2026-01-14' where account_id = $1`, [only.accountId])
  expect((await their.call('POST', `/cases/${theirs}/close`, closing)).status).toBe(200)
})

test('the setting is a coordinator’s, says who and when, and keeps what stood before', async () => {
  expect((await worker.call('PUT', '/approval-setting', everything)).status).toBe(403)
  const { body } = await two.call('PUT', '/approval-setting', { closing: true, sending: false })
  expect(body).toMatchObject({ closing: true, sending: false, at: server.clock.now, can: ['set'] })
  expect(body.by).toContain('coordinator')
  server.clock.forward(1)
  await wants(one, everything)
  const rows = await ask(server.database.supervisor, 'select closing from approval_setting where desk_id = $1', [
    one.desk.id,
  ])
  expect(rows.length).toBeGreaterThan(2)
})

test('a stranger finds nothing, and an outreach worker only what is in reach', async () => {
  const kase = await takeCharge(worker)
  const id = await askToClose(worker, kase)
  const stranger = await desk('coordinator')('there')
  const elsewhere = await takeCharge(await server.member(stranger.desk, 'worker'))
  const street = await server.member(one.desk, 'outreach_worker')
  for (const answer of [
    await stranger.call('GET', `/cases/${kase}/approvals`),
    await approve(stranger, kase, id),
    await refuse(stranger, kase, id),
    await withdraw(stranger, kase, id),
    await withdraw(stranger, elsewhere, id),
    await street.call('GET', `/cases/${kase}/approvals`),
    await withdraw(street, kase, id),
    // A request of another case, in the own desk.
    await approve(two, await takeCharge(worker), id),
    await refuse(two, await takeCharge(worker), id),
  ])
    expect(answer.status).toBe(404)
  expect(await inbox(stranger)).toEqual({ waiting: [], answered: [] })
  expect(idsOf((await inbox(two)).waiting)).toContain(id)
})

test('of who was erased nothing is left to decide, and no word', async () => {
  const person = await record(worker)
  const kase = await takeCharge(worker, { personId: person })
  const [id, other] = [await askToClose(worker, kase), await takeCharge(worker, { personId: person })]
  await refuse(one, other, await askToClose(worker, other))
  await erased(worker, one, person)
  expect(idsOf((await inbox(two)).waiting)).not.toContain(id)
  const { rows } = (await worker.call('GET', `/cases/${kase}/approvals`)).body
  expect(rows).toMatchObject([{ id, note: '', closing: null, can: [] }])
  expect((await approve(two, kase, id)).status).toBe(409)
  const lengths = await ask<{ most: number }>(
    server.database.supervisor,
    `select coalesce(max(length(words)), 0)::int as most from (select case_id, words from approval
      union all select case_id, words from approval_end) w where case_id = any($1::uuid[])`,
    [[kase, other]],
  )
  expect(lengths).toEqual([{ most: 0 }])
})

test('what waits for days presses in the case', async () => {
  const kase = await takeCharge(worker)
  await askToClose(worker, kase)
  const pressing = async (by: Caller) =>
    (await by.call('GET', `/cases/${kase}`)).body.timeline.pressing.filter(
      ({ kind }: { kind: string }) => kind === 'approval',
    )
  expect(await pressing(worker)).toEqual([])
  server.clock.forward(3 * 86_400)
  expect(await pressing(await server.member(one.desk, 'worker'))).toMatchObject([
    { code: 'close', late: true, day: '2026-01-15' },
  ])
})
