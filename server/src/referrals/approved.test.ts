import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { askToSend, everything, isInspectorate, wants } from '../testing-approvals.ts'
import { record, takeCharge } from '../testing-records.ts'
import {
  addTarget,
  arrange,
  arrived,
  bodyBehind,
  cover,
  coverFor,
  draft,
  newReferral,
  nextTo,
  send,
} from '../testing-referrals.ts'

let server: TestServer
let one: Caller
let two: Caller
let worker: Caller
let next: Caller
let target: string
beforeAll(async () => {
  server = await testServer()
  const desk = await server.desk('here')
  ;[one, two] = [await server.member(desk, 'coordinator'), await server.member(desk, 'coordinator')]
  worker = await server.member(desk, 'worker')
  next = await nextTo(server, one)
  target = await addTarget(server, one, next.desk.code)
  const first = await ready()
  await isInspectorate(server, one, first)
  await wants(one, everything)
})
afterAll(() => server.close())

/** A draft that may go. */
async function ready(to = target, more: object = {}): Promise<string> {
  const person = await record(worker)
  await cover(server, worker, person, next)
  return draft(worker, await takeCharge(worker, { personId: person }), to, more)
}
const approve = (by: Caller, referral: string, id: string) =>
  by.call('POST', `/referrals/${referral}/approvals/${id}/approve`, { words: 'Va bene' })
const seen = async (referral: string) => (await worker.call('GET', `/referrals/${referral}`)).body

test('what goes to an inspectorate waits for an approval, and then goes as it was shown', async () => {
  const id = await ready()
  expect((await send(worker, id)).body.reason).toBe('approval-wanted')
  expect((await worker.call('GET', `/referrals/${id}/preview`)).body.asksToSend).toBe(true)
  const asked = await askToSend(worker, id)
  expect((await seen(id)).state).toBe('draft')
  const [line] = (await one.call('GET', '/approvals')).body.waiting
  expect(line).toMatchObject({ id: asked, referralId: id, act: 'send', closing: null })
  expect(line.service, 'where it goes').not.toBe('')
  // Who approves looks at what would go.
  expect((await one.call('GET', `/referrals/${id}/preview`)).body.now).toMatchObject({ need: 'legal' })
  expect(await approve(worker, id, asked)).toMatchObject({ status: 403 })
  expect((await approve(one, id, asked)).body).toMatchObject({ state: 'sent' })
  await arrived(server)
  expect((await next.call('GET', `/referrals/${id}`)).body).toMatchObject({ state: 'sent', side: 'receiver' })
  const kase = (await seen(id)).origin.caseId
  const { happenings } = (await worker.call('GET', `/cases/${kase}`)).body.timeline
  const told = happenings.flatMap(({ kind, act, thing }: Record<string, string>) =>
    kind === 'approval' ? [[act, thing]] : [],
  )
  expect(told).toContainEqual(['asked-send', id])
})

test('a body by link that is an inspectorate is asked for too; other services are not', async () => {
  const entry = await addTarget(server, one, null)
  await arrange(server, one, await bodyBehind(one, entry))
  const person = await record(worker)
  await coverFor(worker, person, await bodyBehind(one, entry))
  const id = await draft(worker, await takeCharge(worker, { personId: person }), entry)
  const asks = async () => (await worker.call('GET', `/referrals/${id}/preview`)).body.asksToSend
  expect(await asks()).toBe(false)
  const said = {
    id: v7(),
    version: 1,
    shown: (await worker.call('GET', `/referrals/${id}/preview`)).body.shown,
    ask: '',
  }
  expect((await worker.call('POST', `/referrals/${id}/approvals`, said)).body.reason).toBe('approval-not-wanted')
  const kind = (to: string) =>
    ask(
      server.database.supervisor,
      `update organisation set kind = $2 where id = (select organisation_id from service where id = $1)`,
      [entry, to],
    )
  const [before] = await ask<{ kind: string }>(
    server.database.supervisor,
    'select kind from organisation where id = (select organisation_id from service where id = $1)',
    [entry],
  )
  await kind('inspectorate')
  expect(await asks()).toBe(true)
  expect((await send(worker, id)).body.reason).toBe('approval-wanted')
  await kind(before?.kind ?? 'body')
  expect((await send(worker, id)).status).toBe(200)
})

test('what changed since it was asked does not go, and the request still waits', async () => {
  for (const change of ['urgency', 'person']) {
    const id = await ready()
    const asked = await askToSend(worker, id)
    if (change === 'urgency')
      await worker.call('PUT', `/referrals/${id}`, { ...newReferral, urgency: 'urgent', version: 1 })
    else {
      const { personId } = (await seen(id)).origin
      const identity = { familyName: 'Altra', phones: ['+39 333 000 0000'] }
      await worker.call('PUT', `/persons/${personId}`, { identity, sex: 'F', citizenship: 'SEN', version: 1 })
    }
    expect(await approve(one, id, asked), change).toMatchObject({ status: 409, body: { reason: 'approval-changed' } })
    expect((await seen(id)).state).toBe('draft')
    const { caseId } = (await seen(id)).origin
    const { rows } = (await worker.call('GET', `/cases/${caseId}/approvals`)).body
    // Of what changed in the person the draft knows nothing until it is shown anew.
    expect(rows).toMatchObject([{ state: 'waiting', changed: change === 'urgency' }])
    expect((await worker.call('POST', `/cases/${caseId}/approvals/${asked}/withdraw`)).status).toBe(200)
    await askToSend(worker, id)
  }
})

test('a draft that is taken back leaves no request behind', async () => {
  const id = await ready()
  const { caseId } = (await seen(id)).origin
  const asked = await askToSend(worker, id)
  const inbox = async () => (await one.call('GET', '/approvals')).body.waiting.map((each: { id: string }) => each.id)
  expect(await inbox()).toContain(asked)
  expect((await worker.call('POST', `/referrals/${id}/withdrawal`, { version: 1 })).status).toBe(200)
  expect(await inbox()).not.toContain(asked)
  expect((await worker.call('GET', `/cases/${caseId}/approvals`)).body.rows).toMatchObject([
    { id: asked, state: 'outlived', end: null, can: [] },
  ])
  expect((await approve(one, id, asked)).status).toBe(409)
})

test('a case that was closed, a ground that ended: nothing goes, and it says why', async () => {
  const id = await ready()
  const { caseId, personId } = (await seen(id)).origin
  const asked = await askToSend(worker, id)
  const { rows } = (await worker.call('GET', `/persons/${personId}/grounds`)).body
  const ended = await worker.call('POST', `/persons/${personId}/grounds/${rows[0].id}/end`, {})
  expect(ended.status, JSON.stringify(ended.body)).toBe(200)
  expect((await approve(one, id, asked)).body.reason).toBe('share-refused')
  await wants(one, { closing: false, sending: true })
  const closing = { outcome: 'other', closedOn: '2026-01-15', version: 1 }
  expect((await worker.call('POST', `/cases/${caseId}/close`, closing)).status).toBe(200)
  expect((await approve(one, id, asked)).body.reason).toBe('case-closed')
  await wants(one, everything)
})

test('two who approve at once send once; approving while the draft is thrown away ends in one of the two', async () => {
  const id = await ready()
  const asked = await askToSend(worker, id)
  const both = await Promise.all([approve(one, id, asked), approve(two, id, asked)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const other = await ready()
  const request = await askToSend(worker, other)
  const race = await Promise.all([
    approve(one, other, request),
    worker.call('POST', `/referrals/${other}/withdrawal`, { version: 1 }),
  ])
  // What was sent can be taken back, and it is one version further on: of the two one does it.
  expect(race.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(['sent', 'withdrawn']).toContain((await seen(other)).state)
})

test('who receives approves nothing, nor does a stranger; a request of another referral is not there', async () => {
  const [id, other] = [await ready(), await ready()]
  const asked = await askToSend(worker, id)
  expect((await approve(next, id, asked)).status).toBe(404)
  expect((await approve(one, other, asked)).status).toBe(404)
  expect((await approve(await server.member(await server.desk('there'), 'coordinator'), id, asked)).status).toBe(404)
})

test('what is moved to an inspectorate becomes a draft that waits for the approval', async () => {
  await wants(one, { closing: true, sending: false })
  const full = await addTarget(server, one, next.desk.code)
  const id = await ready(full)
  expect((await send(worker, id)).status).toBe(200)
  await arrived(server)
  await one.call('PUT', `/directory/${full}/capacity`, { free: 0, total: 3 })
  await wants(one, everything)
  const { version } = await seen(id)
  const moved = await two.call('POST', `/referrals/${id}/reassignment`, { version, serviceId: target })
  expect(moved.body, JSON.stringify(moved.body)).toMatchObject({ result: 'drafts', reasons: ['approval-wanted'] })
  expect((await seen(moved.body.referral)).state).toBe('draft')
})
