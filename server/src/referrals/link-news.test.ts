import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { readParts } from '../platform/testing-smtp.ts'
import { ByLink } from '../testing-by-link.ts'
import { newAppointment } from '../testing-referrals.ts'
import { remindOfReferrals } from './jobs.ts'

const its = new ByLink()
const { act, enter, read } = its

beforeAll(() => its.begin())
afterAll(() => its.end())

const friday = '2026-01-16T09:00:00.000Z'
const remind = () => remindOfReferrals(its.server.house, its.worker.desk.id)
const write = (id: string) => its.worker.call('POST', `/referrals/${id}/messages`, { id: v7(), text: 'Zqxwords' })

/** What went to the body since the last look, in words. */
let taken = 0
async function mails(): Promise<string[]> {
  const waiting = () => ask(its.server.database.supervisor, `select 1 from mail where state = 'waiting'`)
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000, interval: 20 })
  const went = its.smtp.taken.slice(taken)
  taken = its.smtp.taken.length
  return went.filter(({ to }) => to.join().includes('ente-')).map(({ raw }) => readParts(raw)[0] ?? '')
}
beforeEach(async () => {
  its.server.clock.now = '2026-01-15T09:00:00.000Z'
  await ask(its.server.database.supervisor, 'delete from referral_news')
})

test('a body is told by mail that the desk wrote, once a day, with the link that it has and nothing of anybody', async () => {
  const linked = await its.linked()
  await enter(linked)
  await mails()
  await write(linked.id)
  await write(linked.id)
  await remind()
  const [told, ...more] = await mails()
  expect(more).toEqual([])
  expect(told).toContain('Desk here, della rete Test network net, ha scritto qualcosa di nuovo')
  expect(told).toContain('Il collegamento è nel messaggio di prima')
  for (const word of ['Zqx', 'Diallo', 'http', linked.id, linked.token]) expect(told).not.toContain(word)

  await write(linked.id)
  await remind()
  expect(await mails()).toEqual([])
  its.server.clock.now = friday
  await remind()
  expect((await mails()).filter((text) => text.includes('di nuovo'))).toHaveLength(1)
})

test('a body that opened the page since is not told, one whose appointment was confirmed is', async () => {
  const linked = await its.linked()
  await enter(linked)
  await act(linked.token, 'accept')
  await mails()
  await write(linked.id)
  await enter(linked)
  await remind()
  expect(await mails()).toEqual([])
  await act(linked.token, 'appoint', { no: '0', ...newAppointment })
  const said = await its.worker.call('POST', `/referrals/${linked.id}/appointment/confirmation`, { no: 1 })
  expect(said.status).toBe(200)
  await remind()
  expect(await mails()).toHaveLength(1)
})

test('what a body does by link is new to the desk', async () => {
  const linked = await its.linked()
  await enter(linked)
  expect((await read(linked.id)).news).toEqual([])
  await act(linked.token, 'accept')
  await act(linked.token, 'message', { words: 'Domani' })
  expect((await read(linked.id)).news.sort()).toEqual(['answer', 'message'])
  await act(linked.token, 'appoint', { no: '0', ...newAppointment })
  expect((await read(linked.id)).news).toContain('appointment')
  // What the desk does itself is not.
  await its.worker.call('POST', `/referrals/${linked.id}/look`, { until: (await read(linked.id)).newsAt })
  await write(linked.id)
  expect((await read(linked.id)).news).toEqual([])
})

test('a body is told that the request was taken back, and nothing where no link had reached it', async () => {
  const withdraw = async (id: string) => {
    const { version } = await read(id)
    return (await its.worker.call('POST', `/referrals/${id}/withdrawal`, { version })).status
  }
  const linked = await its.linked()
  await mails()
  expect(await withdraw(linked.id)).toBe(200)
  const [told] = await mails()
  expect(told).toContain('ha ritirato la richiesta')
  expect(told).toContain('Il collegamento non apre più niente')
  for (const word of ['http', 'Diallo', linked.id]) expect(told).not.toContain(word)
  expect(await withdraw((await its.sent()).id)).toBe(200)
  expect(await mails()).toEqual([])
})
