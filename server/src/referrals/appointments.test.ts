import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from '../testing.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, answered, arrived, cover, draft, newAppointment, send } from '../testing-referrals.ts'

let server: TestServer
let [here, colleague, there, theirColleague] = [] as unknown as [Caller, Caller, Caller, Caller]
let target: string
let kase: string

beforeAll(async () => {
  server = await testServer()
  const [desk, other] = [await server.desk('here'), await server.desk('there')]
  here = await server.member(desk, 'worker', 'coordinator')
  colleague = await server.member(desk, 'worker')
  there = await server.member(other, 'worker')
  theirColleague = await server.member(other, 'coordinator')
  target = await addTarget(server, here, 'there')
  const person = await record(here, { identity: { familyName: 'Keita' } })
  await cover(server, here, person, there)
  kase = await takeCharge(here, { personId: person })
})
afterAll(() => server.close())

async function sent(...acts: string[]): Promise<string> {
  const id = await draft(here, kase, target)
  expect((await send(here, id)).status).toBe(200)
  await arrived(server)
  await answered(there, id, acts)
  return id
}

const look = async (by: Caller, id: string) => (await by.call('GET', `/referrals/${id}/appointment`)).body
const act = (by: Caller, id: string, noun: string, no: number, more: object = {}) =>
  by.call('POST', `/referrals/${id}/appointment${noun}`, { no, ...more })
const propose = (by: Caller, id: string, no: number, more: object = {}) =>
  act(by, id, '', no, { ...newAppointment, ...more })

test('one side proposes, the other changes it, the first says yes, and each may cancel; both desks read the same', async () => {
  const id = await sent('sight', 'yes')
  expect((await look(there, id)).can).toEqual(['propose'])
  expect((await propose(here, id, 0)).body).toMatchObject({ no: 1, state: 'proposed', own: true })
  await arrived(server)
  expect(await look(there, id)).toMatchObject({
    ...{ no: 1, state: 'proposed', own: false, words: newAppointment },
    can: ['confirm', 'propose', 'cancel'],
    steps: [{ act: 'propose', desk: { code: 'here' }, by: null }],
  })
  expect((await act(here, id, '/confirmation', 1)).body.reason).toBe('appointment-not-yours')
  expect((await propose(there, id, 1, { time: '16:00' })).status).toBe(200)
  await arrived(server)
  expect((await act(colleague, id, '/confirmation', 2)).body).toMatchObject({ no: 3, state: 'confirmed', own: false })
  expect((await look(there, id)).words.time).toBe('16:00')
  expect((await act(theirColleague, id, '/cancellation', 3)).body).toMatchObject({ state: 'cancelled', words: null })
  expect(await look(here, id)).toMatchObject({ state: 'cancelled', can: ['propose'], words: null })
  expect((await look(here, id)).steps.map((step: { act: string }) => step.act)).toEqual([
    ...['propose', 'propose', 'confirm', 'cancel'],
  ])
})

test('of two who act at once one is first, and the other is told how it stands', async () => {
  const id = await sent('sight', 'yes', 'beginning')
  const both = async (...calls: ReturnType<typeof act>[]) => {
    const answers = await Promise.all(calls)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    return answers.find(({ status }) => status === 409)?.body
  }
  const late = await both(propose(here, id, 0), propose(there, id, 0, { time: '15:00' }))
  expect(late).toMatchObject({ code: 'moved-on', current: { no: 1, state: 'proposed' } })
  await arrived(server)
  const { own } = await look(here, id)
  const [first, second] = own ? [there, here] : [here, there]
  await both(act(first, id, '/confirmation', 1), propose(second, id, 1, { time: '18:00' }))
})

test('before the yes and after the end there is none, and what is over is not proposed', async () => {
  const waiting = await sent('sight')
  expect((await propose(here, waiting, 0)).body.reason).toBe('appointment-not-now')
  const id = await sent('sight', 'yes')
  const past = await propose(there, id, 0, { day: '2026-01-15', time: '09:59' })
  expect([past.status, past.body.errors]).toEqual([422, [{ pointer: '/day', code: 'past' }]])
  const never = async (more: object) => (await propose(there, id, 0, more)).body.errors
  expect(await never({ day: '2026-03-29', time: '02:30' })).toEqual([{ pointer: '/time', code: 'not-on-the-clock' }])
  expect(await never({ day: '9999-12-31' })).toEqual([{ pointer: '/day', code: 'date-too-far' }])
  expect((await propose(there, id, 0)).status).toBe(200)
  await arrived(server)
  const { version } = (await here.call('GET', `/referrals/${id}`)).body
  expect((await here.call('POST', `/referrals/${id}/withdrawal`, { version })).status).toBe(200)
  for (const by of [here, there]) expect(await look(by, id)).toMatchObject({ state: 'none', words: null, can: [] })
  expect((await act(here, id, '/confirmation', 1)).body.reason).toBe('appointment-not-now')
})

test('today, tomorrow and what is to be confirmed stand on the home page of both desks, the name on that of the sender alone', async () => {
  const [today, tomorrow, later] = [await sent('sight', 'yes'), await sent('sight', 'yes'), await sent('sight', 'yes')]
  for (const [id, day, time] of [
    [tomorrow, '2026-01-16', '09:00'],
    [today, '2026-01-15', '23:30'],
    [later, '2026-01-17', '08:00'],
  ] as const)
    expect((await propose(there, id, 0, { day, time })).status).toBe(200)
  await arrived(server)
  const near = async (by: Caller) =>
    (await by.call('GET', '/appointments')).body.rows.filter((row: { referral: string }) =>
      [today, tomorrow, later].includes(row.referral),
    )
  expect(await near(here)).toMatchObject([
    { referral: today, desk: 'Desk there', state: 'proposed' },
    { referral: tomorrow, words: { day: '2026-01-16' } },
    { referral: later, toConfirm: true },
  ])
  expect((await act(here, later, '/confirmation', 1)).status).toBe(200)
  await arrived(server)
  expect(await near(here)).toHaveLength(2)
  expect((await near(here))[0].personName).toContain('Keita')
  expect(await near(there)).toMatchObject([
    { personName: null, desk: 'Desk here' },
    { referral: tomorrow, toConfirm: false },
  ])
})

test('a stranger finds nothing, a job that runs again brings nothing twice, and the database holds the rules too', async () => {
  const id = await sent('sight', 'yes')
  const stranger = await server.member(await server.desk('third'), 'worker')
  expect((await stranger.call('GET', `/referrals/${id}/appointment`)).status).toBe(404)
  expect((await propose(stranger, id, 0)).status).toBe(404)
  expect((await propose(here, id, 0)).status).toBe(200)
  await arrived(server)
  const { supervisor } = server.database
  const rows = () => ask(supervisor, 'select no from referral_appointment where referral_id = $1', [id])
  expect(await rows()).toHaveLength(2)
  await here.enter((at) => at.tell('referral.appointed', { referral: id, no: 1 }))
  await arrived(server)
  expect(await rows()).toHaveLength(2)
  const words = await ask<{ words: Buffer }>(
    supervisor,
    'select words from referral_appointment where referral_id = $1',
    [id],
  )
  for (const each of words) expect(each.words.toString('latin1')).not.toContain('Inventata')
  for (const [by, no, what] of [
    [here, 2, 'confirm'],
    [there, 3, 'propose'],
    [there, 1, 'cancel'],
  ] as const)
    await expect(
      by.enter(({ tx }) =>
        (tx as never as import('../platform/db.ts').Db<import('./tables.ts').ReferralTables>)
          .insertInto('referral_appointment_step')
          .values({
            ...{ network_id: here.desk.networkId, referral_id: id, no, act: what, actor: 'account:x' },
            ...{ from_desk: here.desk.id, to_desk: there.desk.id, by_desk: by.desk.id, at: server.clock.now },
          })
          .execute(),
      ),
    ).rejects.toThrow()
})

test('what was proposed and could not be carried arrives later; until then nobody says yes to it', async () => {
  const { supervisor } = server.database
  const id = await sent('sight', 'yes')
  await ask(
    supervisor,
    `alter table referral_appointment add constraint broken check (desk_id <> '${there.desk.id}') not valid`,
  )
  expect((await propose(here, id, 0)).status).toBe(200)
  const failed = () => ask(supervisor, `select 1 from graphile_worker._private_jobs where last_error is not null`)
  await expect.poll(failed, { timeout: 20_000 }).not.toEqual([])
  expect(await look(there, id)).toMatchObject({ state: 'proposed', words: null, can: ['propose', 'cancel'] })
  expect((await act(there, id, '/confirmation', 1)).body.code).toBe('moved-on')
  await ask(supervisor, 'alter table referral_appointment drop constraint broken')
  await ask(supervisor, 'update graphile_worker._private_jobs set run_at = now()')
  await arrived(server)
  expect((await act(there, id, '/confirmation', 1)).body.state).toBe('confirmed')
})
