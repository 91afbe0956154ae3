import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newSignal, signalled } from '../testing-signals.ts'

let server: TestServer
let antenna: Caller
let desk: Caller

beforeAll(async () => {
  server = await testServer()
  antenna = await server.member(await server.desk('antenna'), 'liaison')
  desk = await server.member(await server.desk('pua'), 'worker')
})
afterAll(() => server.close())

const step = async (id: string, act: string, more: object = {}, by = desk) => {
  const { body } = await by.call('GET', `/signals/${id}`)
  return by.call('POST', `/signals/${id}/state`, { version: body.version, act, ...more })
}
const sent = async (id: string) =>
  (await antenna.call('GET', '/signals/sent')).body.rows.find((row: { id: string }) => row.id === id)

test('an antenna signals, the desk reads it whole, the antenna sees the state and its own reference alone', async () => {
  const id = await signalled(antenna, 'pua')
  expect((await desk.call('GET', '/signals?show=waiting')).body).toMatchObject({
    rows: [{ id, reference: null, subject: 'pay' }],
    waiting: 1,
    urgentWaiting: 1,
  })
  const { body } = await desk.call('GET', `/signals/${id}`)
  expect(body).toMatchObject({
    state: 'sent',
    can: ['see'],
    fields: { name: 'Amina', text: expect.stringContaining('four months') },
  })
  const line = await sent(id)
  expect(line).toMatchObject({ state: 'sent', reference: 'A-17', about: null, subject: null, reason: null })
  expect(JSON.stringify(line)).not.toContain('Amina')
  expect((await antenna.call('GET', `/signals/${id}`)).status).toBe(403)
  for (const act of ['see', 'take']) expect((await step(id, act)).status).toBe(200)
  expect(await sent(id)).toMatchObject({ state: 'taken' })
  expect((await step(id, 'decline')).body.reason).toBe('signal-reason-missing')
  expect((await step(id, 'decline', { reason: 'not-wanted' })).body).toMatchObject({
    state: 'declined',
    reason: 'not-wanted',
    can: [],
  })
  expect(await sent(id)).toMatchObject({ state: 'declined', reason: 'not-wanted' })
})

test('the urgent ones are counted among those that wait, and no longer when somebody has taken them', async () => {
  const counts = async () => {
    const { waiting, urgentWaiting } = (await desk.call('GET', '/signals')).body
    return [waiting, urgentWaiting]
  }
  const id = await signalled(antenna, 'pua')
  await signalled(antenna, 'pua', { urgent: false })
  expect(await counts()).toEqual([2, 1])
  for (const act of ['see', 'take']) await step(id, act)
  expect(await counts()).toEqual([1, 0])
})

test('nothing of what was told stays in the antenna’s desk: no row of it opens there', async () => {
  const id = await signalled(antenna, 'pua')
  const [row] = await ask<{ words: Buffer }>(
    server.database.supervisor,
    'select words from signal_words where desk_id = $1 and signal_id = $2',
    [antenna.desk.id, id],
  )
  const kept = await antenna.enter(async (at) => at.vault.open({ in: 'signal_words.words', id }, row?.words as Buffer))
  expect(kept).toEqual({ reference: 'A-17' })
})

test('who somebody is does not travel without the person’s yes', async () => {
  const { status, body } = await antenna.call('POST', '/signals', newSignal('pua', { agreed: 'no' }))
  expect([status, body.errors]).toEqual([
    422,
    [
      { pointer: '/name', code: 'not-agreed' },
      { pointer: '/phone', code: 'not-agreed' },
    ],
  ])
  await signalled(antenna, 'pua', { agreed: 'no', name: '', phone: '' })
})

test('members who may answer are told by mail, an inspectorate takes signals, and others do not', async () => {
  const inspectorate = await server.desk('iam')
  await ask(server.database.supervisor, `update desk set kind = 'inspectorate' where id = $1`, [inspectorate.id])
  const inspector = await server.member(inspectorate, 'inspector')
  const consulate = await server.desk('consulate')
  await ask(server.database.supervisor, `update desk set kind = 'consulate' where id = $1`, [consulate.id])
  const { body } = await antenna.call('GET', '/signal-targets')
  const codes = body.desks.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(expect.arrayContaining(['pua', 'iam']))
  expect(codes).not.toContain('consulate')
  expect(codes).not.toContain('antenna')
  const id = await signalled(antenna, 'iam')
  expect((await inspector.call('GET', `/signals/${id}`)).status).toBe(200)
  expect((await desk.call('GET', `/signals/${id}`)).status).toBe(404)
  const mails = await ask(
    server.database.supervisor,
    `select to_id from mail where desk_id = $1 and kind = 'signal-arrived'`,
    [inspectorate.id],
  )
  expect(mails).toEqual([{ to_id: inspector.accountId }])
  for (const to of ['consulate', 'antenna', 'nowhere'])
    expect((await antenna.call('POST', '/signals', newSignal(to))).status).toBe(422)
})

test('the same call twice, and two at once, signal once', async () => {
  const body = newSignal('pua')
  const both = await Promise.all([antenna.call('POST', '/signals', body), antenna.call('POST', '/signals', body)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const again = await antenna.call('POST', '/signals', body)
  expect(again.body.id).toBe(both[0]?.body.id)
  expect((await antenna.call('POST', '/signals', { ...body, text: 'Something else entirely' })).status).toBe(409)
})

test('two colleagues handle it at once: one does, the other is told how it stands', async () => {
  const id = await signalled(antenna, 'pua')
  await step(id, 'see')
  const other = await server.member(desk.desk, 'worker')
  const both = await Promise.all([
    desk.call('POST', `/signals/${id}/state`, { version: 2, act: 'take' }),
    other.call('POST', `/signals/${id}/state`, { version: 2, act: 'decline', reason: 'not-ours' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.body.current).toMatchObject({ id, version: 3 })
})

test('no statement of the application moves a signal from the sender’s side or past its steps', async () => {
  const id = await signalled(antenna, 'pua')
  const forged = (by: Caller, text: string) => by.enter((at) => sql.raw(text).execute(at.tx))
  const moved = await forged(antenna, `update signal set state = 'seen', version = 2 where id = '${id}' returning id`)
  expect(moved.rows).toEqual([])
  for (const set of [
    `state = 'closed', version = 2`,
    `version = 2, to_desk = from_desk`,
    `urgent = false, version = 2`,
  ])
    await expect(forged(desk, `update signal set ${set} where id = '${id}'`), set).rejects.toThrow()
  await expect(forged(desk, `delete from signal where id = '${id}'`)).rejects.toThrow(/permission denied/)
})

test('thirty in an hour from one desk to another, and the next one says to call', async () => {
  const consulate = await server.member(await server.desk('consulate'), 'liaison')
  const all = await Promise.all(Array.from({ length: 33 }, () => consulate.call('POST', '/signals', newSignal('pua'))))
  expect(all.filter(({ status }) => status === 200)).toHaveLength(30)
  expect(all.find(({ status }) => status === 409)?.body.reason).toBe('too-many-signals')
  expect((await consulate.call('POST', '/signals', newSignal('antenna'))).body.reason).not.toBe('too-many-signals')
})
