import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { ByLink, type Linked } from '../testing-by-link.ts'

const its = new ByLink()
const { act, enter, post, read } = its

beforeAll(() => its.begin())
afterAll(() => its.end())

type Line = { id: string; unlinked: boolean }
const list = async () =>
  (await its.worker.call('GET', '/referrals?way=out&show=unlinked&most=100')).body as {
    rows: Line[]
    total: number
    counts: { out: { unlinked: number }; in: { unlinked: number } }
  }
/** Whether it is told that no link opens a referral: on its page, in its case, in the list and in the count. */
async function lacks({ id, case: case_ }: Pick<Linked, 'id' | 'case'>): Promise<boolean> {
  const { rows, total, counts } = await list()
  const { body: file } = await its.worker.call('GET', `/cases/${case_}`)
  const said = [
    (await read(id)).unlinked,
    file.referrals.find((one: Line) => one.id === id).unlinked,
    rows.some((one) => one.id === id && one.unlinked),
  ]
  expect([total, counts.in.unlinked]).toEqual([counts.out.unlinked, 0])
  expect(new Set(said).size).toBe(1)
  return said[0] as boolean
}
const wrongCodes = async ({ token, code }: Linked) => {
  for (let no = 0; no < 5; no++) await post(token, { code: code === '00000000' ? '11111111' : '00000000' })
}

test('a referral that goes by a link says that none opens it: never made, taken back, and no more once it is withdrawn', async () => {
  const sent = await its.sent()
  expect(await lacks(sent)).toBe(true)
  await its.link(sent.id)
  expect(await lacks(sent)).toBe(false)
  expect((await its.worker.call('DELETE', `/referrals/${sent.id}/link`)).status).toBe(200)
  expect(await lacks(sent)).toBe(true)
  const { version } = await read(sent.id)
  expect((await its.worker.call('POST', `/referrals/${sent.id}/withdrawal`, { version })).status).toBe(200)
  expect(await lacks(sent)).toBe(false)
})

test('five wrong codes are new to the desk, and the referral lacks a link', async () => {
  const linked = await its.linked()
  for (let no = 0; no < 4; no++) await post(linked.token, { code: 'wrong' })
  expect(await read(linked.id)).toMatchObject({ news: [], unlinked: false })
  await post(linked.token, { code: 'wrong' })
  expect(await read(linked.id)).toMatchObject({ news: ['link'], unlinked: true })
  expect(await lacks(linked)).toBe(true)
  const news = await its.worker.call('GET', '/referrals?way=out&show=news')
  expect(news.body.rows.map(({ id }: Line) => id)).toContain(linked.id)
})

test('a link that ran out after the yes is lacking, one whose referral nobody answered is not', async () => {
  const before = its.server.clock.now
  const [waits, goes] = [await its.linked(), await its.linked()]
  await enter(goes)
  await act(goes.token, 'accept')
  its.server.clock.forward(31 * 86_400)
  expect([await lacks(waits), await lacks(goes)]).toEqual([false, true])
  its.server.clock.now = before
})

test('a link whose mail did not go is lacking, unless it was opened all the same', async () => {
  const { supervisor } = its.server.database
  const sent = await its.sent()
  its.smtp.behaviour = { at: 'RCPT', does: '550 nobody here' }
  expect((await its.makeLink(sent.id)).status).toBe(200)
  await vi.waitFor(async () => expect((await its.standing(sent.id)).mail.state).toBe('failed'), {
    timeout: 20_000,
    interval: 20,
  })
  its.smtp.behaviour = null
  expect(await lacks(sent)).toBe(true)
  // A server that took it and said nothing: it was counted as not gone, and came.
  await ask(supervisor, 'update referral_link set opened_at = made_at where referral_id = $1', [sent.id])
  expect(await lacks(sent)).toBe(false)
})

test('a draft, and what goes to another desk, lack no link', async () => {
  const linked = await its.linked()
  await wrongCodes(linked)
  const { rows } = await list()
  expect(rows.map(({ id }) => id)).toContain(linked.id)
  const all = await its.neighbour.call('GET', '/referrals?way=out&show=unlinked')
  expect(all.body).toMatchObject({ rows: [], total: 0, counts: { out: { unlinked: 0 } } })
})
