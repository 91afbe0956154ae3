import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Flow, type NetworkMap, unfolded } from '#model/network/flows.ts'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { newEntry, record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, send } from '../testing-referrals.ts'
import { foldFlowOf } from './jobs.ts'

let server: TestServer
let sender: Caller
let receiver: Caller
let stranger: Caller
let service: string
let person: string
let case_: string

beforeAll(async () => {
  server = await testServer()
  sender = await server.member(await server.desk('sender'), 'worker', 'coordinator')
  receiver = await server.member(await server.desk('receiver'), 'worker', 'coordinator')
  stranger = await server.member(await server.desk('stranger'), 'worker', 'coordinator')
  service = await addTarget(server, receiver, receiver.desk.code)
  person = await record(sender)
  case_ = await takeCharge(sender, { personId: person })
  await cover(server, sender, person, receiver)
})
afterAll(() => server.close())

const mapOf = async (by: Caller, query = 'period=2026'): Promise<NetworkMap> => {
  const { status, body } = await by.call('GET', `/network-map?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return unfolded(body)
}

const sums = (from: string) =>
  ask<{ measure: string; count: number }>(
    server.database.supervisor,
    `select measure, sum(count)::int as count from ${from} group by 1 having sum(count) <> 0 order by 1`,
  )
/** By year, which the sums by quarter must be as well. */
const tallied = async () => {
  const by = (length: number) =>
    sums(`(select measure, count from referral_flow, lateral (values ('sent', sent), ('in-time', in_time), ('late', late),
      ('unanswered', unanswered), ('withdrawn', withdrawn)) as each (measure, count) where length(period) = ${length}) flow`)
  const [years, quarters] = await Promise.all([by(4), by(6)])
  expect(quarters).toEqual(years)
  return years
}
/** The same, counted row by row by somebody who sees everything, in words of its own. */
const counted = () =>
  sums(`(select unnest(array['sent',
      case when answered_at > answer_by then 'late' when answered_at is not null then 'in-time'
        when state in ('expired', 'withdrawn') then replace(state, 'expired', 'unanswered') end]) as measure, 1 as count
    from referral where delivered_at is not null) each where measure is not null`)

const sendOne = async (to = service) => {
  const id = await draft(sender, case_, to)
  expect((await send(sender, id)).status).toBe(200)
  return id
}

describe('the tally of referrals', () => {
  test('is what counting the referrals gives, whatever was done with them, before and after it is folded', async () => {
    const ids: string[] = []
    for (let no = 0; no < 7; no += 1) ids.push(await sendOne())
    await draft(sender, case_, service)
    await arrived(server)
    const [yes, no, late, silent, back, done] = ids as [string, string, string, string, string, string, string]
    const versionOf = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}`)).body.version
    // All at once: the two desks wait for nothing of each other.
    await Promise.all([
      answered(receiver, yes, ['sight', 'yes']),
      answered(receiver, done, ['sight', 'yes', 'beginning', 'outcome']),
      answered(receiver, no, ['sight']),
      sender.call('POST', `/referrals/${back}/withdrawal`, { version: await versionOf(sender, back) }),
      foldFlowOf(server.house, sender.desk.id),
      foldFlowOf(server.house, receiver.desk.id),
    ])
    await receiver.call('POST', `/referrals/${no}/no`, {
      version: await versionOf(receiver, no),
      reason: 'full',
      words: '',
    })
    await answered(receiver, late, ['sight'])
    const bring = (by: Caller, id: string, set: string) =>
      by.enter((at) => sql`update referral set version = version + 1, ${sql.raw(set)} where id = ${id}`.execute(at.tx))
    await bring(receiver, late, `state = 'accepted', answered_at = answer_by + interval '1 minute'`)
    await bring(sender, silent, `state = 'expired', ended_at = expires_at`)
    await arrived(server)
    const wanted = await counted()
    expect(wanted).toEqual([
      { measure: 'in-time', count: 3 },
      { measure: 'late', count: 1 },
      { measure: 'sent', count: 7 },
      { measure: 'unanswered', count: 1 },
      { measure: 'withdrawn', count: 1 },
    ])
    expect(await tallied()).toEqual(wanted)
    for (const { desk } of [sender, receiver]) await foldFlowOf(server.house, desk.id)
    expect(await tallied()).toEqual(wanted)
    const [rows] = await ask<{ rows: number }>(
      server.database.supervisor,
      'select count(*)::int as rows from referral_flow',
    )
    // One of each desk, for the quarter and for the year.
    expect(rows?.rows).toBe(4)
  })

  test('counts what is delivered by a job that runs twice once, and what was taken back on the way not at all', async () => {
    const before = await tallied()
    await sender.enter(async (at) => {
      const id = v7()
      await sql`insert into referral (network_id, id, from_desk, to_desk, service_id, state, version, urgency, made_at)
        values (${at.desk.networkId}, ${id}, ${at.desk.id}, ${receiver.desk.id}, ${service}, 'draft', 1, 'ordinary', ${at.now})`.execute(
        at.tx,
      )
      const step = (set: string) => sql`update referral set ${sql.raw(set)} where id = ${id}`.execute(at.tx)
      await step(`state = 'sent', version = 2, sent_at = '${at.now}'`)
      await step(`state = 'withdrawn', version = 3, ended_at = '${at.now}'`)
    })
    expect(await tallied()).toEqual(before)
    const id = await sendOne()
    await arrived(server)
    await sender.enter((at) => at.tell('referral.sent', { referral: id }))
    await arrived(server)
    expect(await tallied()).toEqual(await counted())
  })

  test('is written by the desk that acts, of its own flows, and by nobody else', async () => {
    const forged = (by: Caller, from: string, to: string | null, as = by.desk.id) =>
      by.enter((at) =>
        sql`insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
          values (${at.desk.networkId}, '2026-1', ${from}, ${to}, ${service}, ${as}, 1000, 0, 0, 0, 0)`.execute(at.tx),
      )
    await expect(forged(stranger, sender.desk.id, receiver.desk.id)).rejects.toThrow(/row-level security/)
    await expect(forged(stranger, sender.desk.id, null)).rejects.toThrow(/row-level security/)
    await expect(forged(stranger, stranger.desk.id, null, sender.desk.id)).rejects.toThrow(/row-level security/)
    const gone = await stranger.enter((at) => sql`delete from referral_flow`.execute(at.tx))
    expect(gone.numAffectedRows).toBe(0n)
    const changed = stranger.enter((at) => sql`update referral_flow set sent = 0`.execute(at.tx))
    await expect(changed).rejects.toThrow(/permission denied/)
    expect(await tallied()).toEqual(await counted())
  })
})

describe('the map', () => {
  const flowOf = ({ flows }: NetworkMap, id = service): Flow | undefined => flows.find((flow) => flow.service === id)

  test('is exact for the two desks of a flow, and for those of them who may open its referrals', async () => {
    const wanted = { sent: 8, inTime: 3, late: 1, unanswered: 1, withdrawn: 1 }
    for (const by of [sender, receiver]) {
      const map = await mapOf(by, 'period=2026-1')
      expect(flowOf(map)).toEqual({
        from: 'sender',
        service,
        to: 'receiver',
        sent: { least: 8, most: 8 },
        punctuality: 'some',
        counts: wanted,
      })
    }
    const masked = { ...flowOf(await mapOf(sender)), sent: { least: 5, most: 9 }, counts: null }
    for (const role of ['liaison', 'outreach_worker'] as const)
      expect(flowOf(await mapOf(await server.member(sender.desk, role)))).toEqual(masked)
    expect(flowOf(await mapOf(stranger))).toEqual(masked)
  })

  test('tells a stranger no small number: fewer than five in the year, nothing by quarter, whatever the filter', async () => {
    const small = await addTarget(server, receiver, receiver.desk.code)
    for (let no = 0; no < 3; no += 1) await sendOne(small)
    await arrived(server)
    expect(flowOf(await mapOf(sender, 'period=2026-1'), small)?.sent).toEqual({ least: 3, most: 3 })
    expect(flowOf(await mapOf(stranger), small)).toMatchObject({
      sent: { least: 1, most: 4 },
      punctuality: 'unsaid',
      counts: null,
    })
    expect(flowOf(await mapOf(stranger, 'period=2026-1'), small)).toBeUndefined()
    const all = await mapOf(stranger)
    const need = newEntry().facts.needs[0]
    const area = encodeURIComponent(newEntry().area)
    for (const filter of [`need=${need}`, `area=${area}`, `need=${need}&area=${area}`]) {
      const { flows } = await mapOf(stranger, `period=2026&${filter}`)
      expect(flows.length, filter).toBeGreaterThan(0)
      for (const flow of flows) expect(all.flows).toContainEqual(flow)
      for (const { sent, counts } of flows) expect([sent.most, counts]).not.toEqual([sent.least, null])
    }
  })

  test('leaves out desks for trying out and other networks, and says which areas there are', async () => {
    const far = await server.member(await server.desk('far', { network: 'other' }), 'worker')
    await server.desk('trying', { tryout: true })
    expect((await mapOf(far)).flows).toEqual([])
    const { desks, areas, years, quiet } = await mapOf(stranger)
    expect(desks.map(({ code }) => code)).toEqual(['receiver', 'sender', 'stranger'])
    expect(areas).toEqual([{ name: newEntry().area, desks: [], services: 2, stale: 0, place: null }])
    expect([years, quiet]).toEqual([[2026], 0])
    expect((await mapOf(stranger, 'period=2025')).flows).toEqual([])
    expect((await mapOf(stranger, 'period=2025')).quiet).toBe(2)
    expect((await mapOf(stranger, 'area=Nowhere')).flows).toEqual([])
  })

  test('puts a referral into the quarter and the year in which it was sent, by the clock in Rome', async () => {
    const before = flowOf(await mapOf(sender))?.sent.least ?? 0
    await sender.enter(async (at) => {
      const id = v7()
      await sql`insert into referral (network_id, id, from_desk, to_desk, service_id, state, version, urgency, made_at)
        values (${at.desk.networkId}, ${id}, ${at.desk.id}, ${receiver.desk.id}, ${service}, 'draft', 1, 'ordinary', ${at.now})`.execute(
        at.tx,
      )
      const sent = '2026-06-30T22:30:00Z'
      await sql`update referral set state = 'sent', version = 2, sent_at = ${sent} where id = ${id}`.execute(at.tx)
      await sql`update referral set delivered_at = ${sent} where id = ${id}`.execute(at.tx)
    })
    expect(flowOf(await mapOf(sender))?.sent.least).toBe(before + 1)
    expect(flowOf(await mapOf(sender, 'period=2026-3'))?.sent.least).toBe(1)
    expect((await mapOf(sender, 'period=2026-2')).flows).toEqual([])
  })
})
