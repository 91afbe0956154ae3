import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import type { Caller, TestServer } from '../testing.ts'
import { newEntry } from '../testing-records.ts'
import { Asking, way } from '../testing-still-true.ts'

const its = new Asking()
const { live, read, askFor, asked, mailed, open, tokens } = its
let server: TestServer
let coordinator: Caller
let manager: Caller
let worker: Caller
let neighbour: Caller

beforeAll(async () => {
  await its.begin()
  ;({ server, coordinator, manager, worker, neighbour } = its)
})
afterAll(() => its.end())

describe('asking', () => {
  test('is for those who tend the entry, at most once in seven days unless a coordinator says again', async () => {
    const id = await live()
    expect((await askFor(id, worker)).status).toBe(403)
    expect((await askFor(id, neighbour)).status).toBe(403)
    expect((await askFor(v7(), manager)).status).toBe(404)
    await asked(id)
    for (const body of [
      { address: null, again: false },
      { address: null, again: true },
    ])
      expect(await askFor(id, manager, body)).toMatchObject({ status: 409, body: { reason: 'asked-lately' } })
    expect(await askFor(id, coordinator)).toMatchObject({ status: 409, body: { reason: 'asked-lately' } })
    await asked(id, coordinator, { address: null, again: true })
    server.clock.forward(8 * 86_400)
    await asked(id)
  })

  test('where two ask at the same moment, one mail goes', async () => {
    const id = await live()
    const before = its.smtp.taken.length
    const answers = await Promise.all([askFor(id, manager), askFor(id, manager)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await mailed(before)
  })

  test('needs an address: the entry’s own, or one that is said for this once', async () => {
    const id = await live({ facts: { ways: [] } })
    expect(await askFor(id)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/address', code: 'missing' }] },
    })
    const before = its.smtp.taken.length
    await asked(id, manager, { address: 'once@varco.test', again: false })
    expect(its.smtp.taken[before]?.to).toEqual(['RCPT TO:<once@varco.test>'])
  })

  test('about all stale entries says how many before, and how many were asked and have no address', async () => {
    const desk = await server.desk('many')
    const here = await server.member(desk, 'coordinator')
    for (let no = 0; no < 25; no += 1) {
      const facts = { ways: no < 22 ? [way] : [] }
      const entry = newEntry({ name: `Servizio ${no}`, facts })
      expect((await here.call('POST', '/directory', { id: v7(), entry, why: '' })).status).toBe(200)
    }
    server.clock.forward(100 * 86_400)
    const before = its.smtp.taken.length
    const first = { stale: 25, toAsk: 22, withoutAddress: 3, askedLately: 0 }
    // Only a coordinator asks about all, and only about those that the own desk keeps.
    expect((await (await server.member(desk, 'network_manager')).call('GET', '/directory-assurance')).status).toBe(403)
    const again = await server.member(desk, 'coordinator')
    expect((await again.call('GET', '/directory-assurance')).body).toEqual(first)
    expect((await again.call('POST', '/directory-assurance')).body).toEqual({ ...first, toAsk: 2, asked: 20 })
    expect((await again.call('POST', '/directory-assurance')).body).toMatchObject({ toAsk: 0, asked: 2 })
    expect((await again.call('POST', '/directory-assurance')).body).toMatchObject({
      toAsk: 0,
      asked: 0,
      askedLately: 22,
    })
    for (let no = 0; no < 22; no += 1) await mailed(before + no)
    expect(new Set(tokens).size).toBe(tokens.length)
  })
})

describe('a mail', () => {
  const mailOf = async (id: string) =>
    (
      await ask(
        server.database.supervisor,
        `select m.id, m.state, m.reason, m.link is null as bare from mail m join assurance_link l on l.mail_id = m.id where service_id = $1 order by l.id desc`,
        [id],
      )
    )[0]
  const becomes = (id: string, state: object) =>
    vi.waitFor(async () => expect(await mailOf(id)).toMatchObject(state), { timeout: 20_000, interval: 20 })

  test('that went holds its link no more; one that did not is told on the entry, and tried again with the same link', async () => {
    const id = await live()
    await asked(id)
    await becomes(id, { state: 'sent', bare: true })
    const other = await live()
    its.smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
    await askFor(other)
    await becomes(other, { state: 'failed', reason: 'refused', bare: false })
    expect((await read(other)).asked.mail).toEqual({ state: 'failed', reason: 'refused' })
    its.smtp.behaviour = null
    const before = its.smtp.taken.length
    expect((await coordinator.call('POST', `/mails/${(await mailOf(other))?.id}/again`)).status).toBe(200)
    expect((await open(await mailed(before))).status).toBe(200)
  })

  test('whose link was taken back is not sent any more', async () => {
    const id = await live()
    its.smtp.behaviour = { at: 'RCPT', does: '550 nobody of this name' }
    await askFor(id)
    await becomes(id, { state: 'failed', bare: false })
    await manager.call('DELETE', `/directory/${id}/assurance-link`)
    await becomes(id, { state: 'failed', reason: 'taken-back', bare: true })
    its.smtp.behaviour = null
    const mail = (await coordinator.call('GET', '/mails?show=failed')).body.rows[0]
    expect(mail).toMatchObject({ kind: 'service-still-true', reason: 'taken-back', can: [] })
    expect(await coordinator.call('POST', `/mails/${mail.id}/again`)).toMatchObject({
      status: 409,
      body: { reason: 'mail-taken-back' },
    })
  })
})
