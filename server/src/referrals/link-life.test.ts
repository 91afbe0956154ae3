import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { ByLink } from '../testing-by-link.ts'
import { endLinksOf } from './jobs.ts'

const its = new ByLink()
const { open, post, enter, act, read, standing, nothing, forget } = its

beforeAll(() => its.begin())
afterAll(() => its.end())

describe('a link', () => {
  test('is dead after five wrong codes, and says what every dead link says', async () => {
    const linked = await its.linked()
    const wrong = linked.code === '00000000' ? '11111111' : '00000000'
    for (const left of [4, 3, 2, 1]) {
      const { status, html } = await post(linked.token, { code: wrong })
      expect([left, status]).toEqual([left, 401])
      expect(html).toContain(left === 1 ? 'Resta un tentativo' : `Restano ${left} tentativi`)
    }
    expect(await post(linked.token, { code: wrong })).toMatchObject({ status: 404, html: await nothing() })
    expect(await enter(linked)).toMatchObject({ status: 404, html: await nothing() })
    expect(await standing(linked.id)).toMatchObject({ state: 'locked', triesLeft: 0, address: null })
  })

  test('is dead after five wrong codes that come all at once', async () => {
    const linked = await its.linked()
    const tries = Array.from({ length: 12 }, (_, no) => post(linked.token, { code: `wrong ${no}` }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(4)
    expect((await enter(linked)).status).toBe(404)
  })

  test('opens nothing once it was taken back, another one was made, or the referral was withdrawn', async () => {
    const first = await its.linked()
    const second = await its.link(first.id)
    expect(await enter(first)).toMatchObject({ status: 404, html: await nothing() })
    expect((await enter(second)).status).toBe(200)
    expect((await its.coordinator.call('DELETE', `/referrals/${first.id}/link`)).status).toBe(200)
    expect((await open(second.token)).html).toBe(await nothing())
    expect(await standing(first.id)).toMatchObject({ state: 'taken-back' })
    const third = await its.link(first.id)
    const { version } = await read(first.id)
    expect((await its.worker.call('POST', `/referrals/${first.id}/withdrawal`, { version })).status).toBe(200)
    expect((await open(third.token)).html).toBe(await nothing())
    expect((await its.makeLink(first.id)).body).toMatchObject({ reason: 'referral-ended' })
  })

  test('ends with the referral before an answer, and thirty days after the last act from the yes on', async () => {
    const before = its.server.clock.now
    const [waits, goes] = [await its.linked(), await its.linked()]
    expect(await standing(waits.id)).toMatchObject({ endsAt: (await read(waits.id)).expiresAt })
    await enter(goes)
    await act(goes.token, 'accept')
    its.server.clock.forward(29 * 86_400)
    expect((await open(waits.token)).html).toBe(await nothing())
    expect((await enter(waits)).status).toBe(404)
    expect((await enter(goes)).status).toBe(200)
    its.server.clock.forward(29 * 86_400)
    expect((await enter(goes)).status).toBe(200)
    its.server.clock.forward(31 * 86_400)
    expect((await open(goes.token)).html).toBe(await nothing())
    expect(await standing(goes.id)).toMatchObject({ state: 'expired' })
    its.server.clock.now = before
  })

  test('that ran out leaves no hash and no address behind, and does no step any more', async () => {
    const before = its.server.clock.now
    const goes = await its.linked()
    await enter(goes)
    await act(goes.token, 'accept')
    const kept = () =>
      ask(
        its.server.database.supervisor,
        `select num_nonnulls(token_hash, code_hash, address) as kept, used_at, revoked_at, id from referral_link
          where referral_id = $1`,
        [goes.id],
      )
    its.server.clock.forward(31 * 86_400)
    expect(await standing(goes.id)).toMatchObject({ state: 'expired', address: null })
    const [row] = await kept()
    expect(row?.kept).toBe(3)
    const begin = `update referral set state = 'in-progress', version = version + 1, begun_at = '${its.server.clock.now}'
      where id = '${goes.id}'`
    await expect(
      its.worker.enter(async ({ tx }) => {
        await sql.raw(`select set_config('varco.link', '${row?.id}', true)`).execute(tx)
        await sql.raw(begin).execute(tx)
      }),
    ).rejects.toThrow(/does not go this way/)
    await endLinksOf(its.server.house, its.worker.desk.id)
    expect(await kept()).toMatchObject([{ kept: 0, used_at: null, revoked_at: null }])
    expect(await standing(goes.id)).toMatchObject({ state: 'expired', address: null })
    expect((await its.makeLink(goes.id)).status).toBe(200)
    its.server.clock.now = before
  })

  test('is made for referrals of the own desk that were sent, and seen by no other desk', async () => {
    const linked = await its.linked()
    for (const [method, body] of [['GET'], ['POST', { address: 'x@varco.test' }], ['DELETE']] as const)
      expect((await its.neighbour.call(method, `/referrals/${linked.id}/link`, body)).status).toBe(404)
    expect((await its.neighbour.call('GET', `/referrals/${linked.id}`)).status).toBe(404)
    expect(
      (await its.coordinator.call('POST', `/referrals/${linked.id}/link`, { address: 'x@varco.test' })).status,
    ).toBe(403)
    const seen = await its.neighbour.enter((at) => sql`select 1 from referral_link`.execute(at.tx))
    expect(seen.rows).toEqual([])
  })

  test('is answered from its own page alone, and invented ones are told to wait after thirty a minute', async () => {
    const linked = await its.linked()
    for (const headers of [{ origin: 'https://evil.test' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[])
      expect((await post(linked.token, { code: linked.code }, headers)).status).toBe(403)
    const statuses: number[] = []
    for (let no = 0; no < 40; no += 1) {
      const asked = { url: `/invio/guess-${no}`, headers: { host: 'varco.test' }, remoteAddress: '10.1.1.1' }
      statuses.push((await its.server.http.inject(asked)).statusCode)
    }
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]))
    expect(new Set(statuses.slice(30))).toEqual(new Set([429]))
  })
})

test('whatever the application says in SQL, nobody but a link that lives does the steps of who receives', async () => {
  const [one, other] = [await its.linked(), await its.linked()]
  await enter(one)
  forget(one.token)
  const links = await ask<{ id: string; referral_id: string }>(
    its.server.database.supervisor,
    'select id, referral_id from referral_link where token_hash is not null',
  )
  const linkOf = (id: string) => links.find((each) => each.referral_id === id)?.id as string
  const yes = `update referral set state = 'accepted', version = version + 1, answered_at = '${its.server.clock.now}' where id = '${one.id}'`
  const as = (link: string) => `select set_config('varco.link', '${link}', true)`
  const tries: [string, string[]][] = [
    ['no link', [yes]],
    ['the link of another referral', [as(linkOf(other.id)), yes]],
    ['an invented link', [as(v7()), yes]],
    [
      'a link that was taken back',
      [
        `update referral_link set token_hash = null, code_hash = null, address = null,
        revoked_at = now() where id = '${linkOf(one.id)}'`,
        as(linkOf(one.id)),
        yes,
      ],
    ],
    [
      'a link that is led elsewhere',
      [`update referral_link set referral_id = '${one.id}' where id = '${linkOf(other.id)}'`],
    ],
    ['more tries', [`update referral_link set tries_left = 5, token_hash = '\\x01' where id = '${linkOf(one.id)}'`]],
    [
      'a desk that receives after all',
      [`update referral set to_desk = '${its.neighbour.desk.id}' where id = '${one.id}'`],
    ],
    ['a step that is nobody’s', [as(linkOf(one.id)), yes.replace("'accepted'", "'done'")]],
  ]
  for (const [what, statements] of tries)
    await expect(
      its.worker.enter(async (at) => {
        for (const statement of statements) await sql.raw(statement).execute(at.tx)
      }),
      what,
    ).rejects.toThrow(/does not go this way|stays what it was made for/)
  for (const by of [its.neighbour]) {
    const changed = await by.enter((at) => sql.raw(yes).execute(at.tx))
    expect(changed.numAffectedRows).toBe(0n)
  }
  expect(await read(one.id)).toMatchObject({ state: 'seen' })
  // And a link that lives may.
  await its.worker.enter(async (at) => {
    for (const statement of [as(linkOf(one.id)), yes]) await sql.raw(statement).execute(at.tx)
  })
  expect(await read(one.id)).toMatchObject({ state: 'accepted' })
})
