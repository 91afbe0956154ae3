import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Party, ReferralAct } from '#model/referrals/contract.ts'
import { minimum } from '#model/referrals/scopes.ts'
import { hands, isOver, lives, mayLive, stateAfter } from '#model/referrals/testing-lives.ts'
import type { Caller } from '../testing.ts'
import { ByLink } from '../testing-by-link.ts'
import { record, takeCharge } from '../testing-records.ts'
import { addTarget, arrived, cover, draft } from '../testing-referrals.ts'
import { expireReferralsOf } from './jobs.ts'

const its = new ByLink()
const parties: Partial<Record<Party, Caller>> = {}
let stranger: Caller
let target: string

beforeAll(async () => {
  await its.begin()
  const { server } = its
  const desk = await server.desk('beside')
  parties.sender = its.worker
  parties['sender-coordinator'] = its.coordinator
  parties.receiver = await server.member(desk, 'worker')
  parties['receiver-coordinator'] = await server.member(desk, 'coordinator')
  stranger = await server.member(await server.desk('elsewhere'), 'worker', 'coordinator')
  target = await addTarget(server, its.coordinator, 'beside')
})
afterAll(() => its.end())

const nouns = {
  send: 'send',
  see: 'sight',
  accept: 'yes',
  decline: 'no',
  begin: 'beginning',
  finish: 'outcome',
  interrupt: 'interruption',
  withdraw: 'withdrawal',
  message: 'messages',
} as const
type Act = keyof typeof nouns
const acts = Object.keys(nouns) as Act[]

const said = {
  decline: { reason: 'full' },
  interrupt: { reason: 'person-left' },
  finish: { outcome: 'need-met' },
} as Partial<Record<Act, object>>

type Step = { act: Act | 'expire'; by: Party | 'stranger' }

/** Acts of whoever: half of them such as belong to one of the lives, so that a referral gets somewhere. */
const steps = (who: readonly (Party | 'stranger')[]) =>
  fc
    .tuple(
      fc.constantFrom(...lives),
      fc.array(
        fc.tuple(
          fc.nat(8),
          fc.record({ act: fc.constantFrom(...acts, 'expire' as const), by: fc.constantFrom(...who) }),
        ),
        {
          maxLength: 12,
        },
      ),
    )
    .map(([life, others]) => {
      const own: Step[] = life.split(' ').flatMap((act) => {
        const by = who.find((party) => party !== 'stranger' && hands[party].split(' ').includes(act))
        return by ? [{ act: act as Act, by }] : []
      })
      for (const [at, other] of others) own.splice(at, 0, other)
      return own
    })

/** What the small model says of an act, after the life that was lived. */
const wanted = (life: readonly string[], { act, by }: Step): boolean => {
  if (by === 'stranger' || act === 'expire' || !hands[by].split(' ').includes(act)) return false
  return act === 'message' ? life.includes('send') && !isOver(life) : mayLive([...life, act])
}

const scopes = ['name', 'phones'] as const
/** Not picked: it may be told to nobody, whatever is done. */
const kept = 'Zqxkept'

async function prepared(service: string, to: Caller | null) {
  const { worker, server } = its
  const person = await record(worker, { identity: { familyName: 'Zqxname', phones: ['3459871236'], address: kept } })
  if (to) await cover(server, worker, person, to)
  const id = await draft(worker, await takeCharge(worker, { personId: person, note: kept }), service, {
    scopes,
    story: kept,
  })
  const { body: preview } = await worker.call('GET', `/referrals/${id}/preview`)
  return { id, shown: preview.shown as string, now: preview.now, all: { ...preview.now, ...preview.afterYes } }
}

/** Done by a member over the API. */
async function byMember(
  id: string,
  { act, by }: { act: Act; by: Party | 'stranger' },
  shown: string,
): Promise<boolean> {
  const caller = by === 'stranger' ? stranger : (parties[by] as Caller)
  const { version } = await its.read(id)
  const body =
    act === 'message' ? { id: v7(), text: 'A word' } : { version, ...(act === 'send' && { shown }), ...said[act] }
  return (await caller.call('POST', `/referrals/${id}/${nouns[act]}`, body)).status === 200
}

/** What the other desk reads is no more than was shown, and as much as the life allows. */
async function expectSeen(
  id: string,
  life: readonly string[],
  { now, all }: { now: object; all: object },
): Promise<void> {
  const { status, body } = await (parties.receiver as Caller).call('GET', `/referrals/${id}`)
  expect((await stranger.call('GET', `/referrals/${id}`)).status).toBe(404)
  if (!life.includes('send')) return expect(status).toBe(404)
  expect(JSON.stringify(body)).not.toContain(kept)
  const [last] = life.slice(-1)
  // Taken back before it arrived, it was never there.
  if (status === 404) return expect(last).toBe('withdraw')
  const isGone = ['decline', 'withdraw', 'expire'].includes(last ?? '')
  expect(body.snapshot).toEqual(isGone ? {} : life.includes('accept') ? all : now)
  if (!life.includes('accept'))
    expect(Object.keys(body.snapshot).every((scope) => minimum.includes(scope as 'need'))).toBe(true)
}

test('whatever two desks, their coordinators and a stranger do, a referral lives one of its lives and nothing else travels', async () => {
  const reached = new Set<string>()
  const who = ['sender', 'sender-coordinator', 'receiver', 'receiver-coordinator', 'stranger'] as const
  await fc.assert(
    fc.asyncProperty(steps(who), async (todo) => {
      const one = await prepared(target, parties.receiver as Caller)
      const life: ReferralAct[] = []
      for (const step of todo) {
        const { act } = step
        if (act === 'expire') await expireReferralsOf(its.server.house, its.worker.desk.id)
        const done = act !== 'expire' && (await byMember(one.id, { act, by: step.by }, one.shown))
        expect(done, `${life.join(' ')} + ${act} by ${step.by}`).toBe(wanted(life, step))
        if (done && act !== 'message') life.push(act)
        await arrived(its.server)
        expect((await its.read(one.id)).state).toBe(stateAfter[life.at(-1) ?? ''])
        await expectSeen(one.id, life, one)
      }
      reached.add(stateAfter[life.at(-1) ?? ''] as string)
    }),
    { numRuns: 25, seed: 20_260_115 },
  )
  expect(reached.size).toBeGreaterThan(5)
}, 300_000)

test('whatever the holder of a link, the desk that sent and its coordinator do, it is the same', async () => {
  const who = ['link-holder', 'sender', 'sender-coordinator'] as const
  await fc.assert(
    fc.asyncProperty(steps(who), async (todo) => {
      const linked = await its.linked({ scopes, story: kept })
      const life: ReferralAct[] = ['send']
      for (const step of todo.filter(({ act }) => act !== 'send' && act !== 'expire')) {
        const act = step.act as Act
        const fits = wanted(life, step)
        if (step.by !== 'link-holder')
          expect(await byMember(linked.id, { act, by: step.by }, ''), `${life.join(' ')} + ${act} by ${step.by}`).toBe(
            fits,
          )
        // To read with the code is to have seen it.
        else if (act === 'see') expect((await its.enter(linked)).status === 200).toBe(!isOver(life))
        else {
          const { status } = await its.act(linked.token, act, {
            ...(said[act] as Record<string, string>),
            words: 'A word',
          })
          expect(status === 200, `${life.join(' ')} + ${act} by the holder: ${status}`).toBe(
            fits && life.includes('see'),
          )
        }
        if (fits && act !== 'message' && (step.by !== 'link-holder' || act === 'see' || life.includes('see')))
          life.push(act)
        await arrived(its.server)
        expect((await its.read(linked.id)).state).toBe(stateAfter[life.at(-1) ?? ''])
        const { html } = await its.open(linked.token)
        expect(html).not.toContain(kept)
        if (!life.includes('accept')) expect(html).not.toContain('Amina')
        if (isOver(life)) expect(html).toBe(await its.nothing())
      }
      its.forget(linked.token)
    }),
    { numRuns: 15, seed: 20_260_116 },
  )
}, 300_000)
