import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { foldTallyOf } from './monitoring/jobs.ts'
import { sealAll } from './platform/audit.ts'
import { ask } from './platform/testing-ask.ts'
import { type Caller, type TestServer, testServer } from './testing.ts'
import { type Loot, MARK, robbedDesk, rowsOfDesk } from './testing-loot.ts'
import { allHeard } from './testing-privacy.ts'
import {
  forms,
  maySucceed,
  nameOf,
  ownIds,
  type Planted,
  plain,
  send,
  type Target,
  targets,
  textOf,
  twinOf,
} from './testing-probes.ts'
import { type World, worldOf } from './testing-world.ts'

const PROBES = 10_000
const AT_ONCE = 16

let server: TestServer
let world: World
let loots: Loot[]
let callers: Caller[]
let before: Record<string, string>[]

beforeAll(async () => {
  server = await testServer()
  world = await worldOf(server, 'here')
  loots = [await robbedDesk(server, 'there'), await robbedDesk(server, 'far-away', 'another-network')]
  const member = (role: 'outreach_worker' | 'coordinator' | 'network_manager') => server.member(world.caller.desk, role)
  const everything = world.caller
  callers = [
    everything,
    everything,
    everything,
    await member('outreach_worker'),
    await member('coordinator'),
    await member('network_manager'),
  ]
  await atRest()
  before = await Promise.all(loots.map((loot) => rowsOfDesk(server, loot)))
})
afterAll(() => server.close())

/** Seals and folds what waits, so that no upkeep of the house is taken for a change by the thief. */
async function atRest() {
  for (const { world: robbed } of loots) await allHeard(server, robbed.caller.desk.id)
  await server.reads.flush()
  await sealAll(server.house.platform, server.house.clock)
  for (const { world: robbed } of loots) await foldTallyOf(server.house, robbed.caller.desk.id)
}

const own = (target: Target) => ownIds.includes(nameOf(target.each, target.place))
const mass = targets.filter((target) => !own(target))

/** The ways of an endpoint to filter and to sort, for a number. */
function chosenFor({ each }: Target, pick: number): Record<string, string> {
  const ways = Object.entries(each.query.shape).flatMap(([name, schema]) => {
    const inner = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.unwrap() : schema
    return inner instanceof z.ZodEnum ? [[name, inner.options.map(String)] as const] : []
  })
  return Object.fromEntries(ways.map(([name, options], at) => [name, options[(pick >> at) % options.length] as string]))
}

type Draw = { target: number; loot: number; thing: number; form: number; more: boolean; by: number; pick: number }
const draws = fc.record({
  target: fc.nat(mass.length - 1),
  loot: fc.nat(1),
  thing: fc.nat(1_000),
  form: fc.nat(19),
  more: fc.boolean(),
  by: fc.nat(5),
  pick: fc.nat(63),
})

/** What is put where, and the same with things that do not exist. */
function plantedFor(draw: Draw): { theirs: Planted[]; twins: Planted[]; key: string } {
  const first = mass[draw.target] as Target
  const beside = draw.more
    ? mass.filter((each) => each.each === first.each && each !== first && each.kind === 'ids')
    : []
  const write = draw.form < 14 ? 0 : draw.form - 14
  const chosen = [first, ...beside].map((target, at) => {
    const things = (loots[draw.loot] as Loot)[target.kind]
    const value = things[(draw.thing + at) % things.length] as string
    const form = (target.kind === 'ids' ? forms[write] : forms[0]) as (id: string) => string
    return { target, theirs: form(value), twin: form(twinOf(target.kind, value, '0badc0de')) }
  })
  return {
    theirs: chosen.map(({ target, theirs }) => ({ target, value: theirs })),
    twins: chosen.map(({ target, twin }) => ({ target, value: twin })),
    key: chosen
      .map(({ target, twin }) => `${nameOf(target.each, target.place)}=${target.kind === 'ids' ? write : twin}`)
      .join(),
  }
}

const nobodys = new Map<string, Promise<string>>()

async function probe(draw: Draw): Promise<string[]> {
  const { theirs, twins, key } = plantedFor(draw)
  const first = (theirs[0] as Planted).target
  const by = callers[draw.by] as Caller
  const chosen = chosenFor(first, draw.pick)
  const what = `${key} ${JSON.stringify(chosen)} by ${draw.by}`
  const answer = await send(server, world, by, theirs, chosen)
  // Ids that do not exist are all answered alike: they are asked once for each place and way.
  const asked = nobodys.get(what) ?? send(server, world, by, twins, chosen).then((twin) => plain(twin, twins))
  nobodys.set(what, asked)
  const found: string[] = []
  if (plain(answer, theirs).includes(MARK)) found.push('content of another desk')
  if (answer.status < 300 && !maySucceed(theirs)) found.push('a success')
  if (answer.status >= 500) found.push('a failure')
  // A person's accesses grow by being read: what was answered before is asked again, one right after the other.
  const grows = first.each.name === 'listPersonAccesses'
  const sent = async (planted: Planted[]) => plain(await send(server, world, by, planted, chosen), planted)
  if (plain(answer, theirs) !== (await asked) && !(grows && (await sent(theirs)) === (await sent(twins))))
    found.push(
      `otherwise than what does not exist:\n${plain(answer, theirs).slice(0, 300)}\n${(await asked).slice(0, 300)}`,
    )
  return found.map((each) => `${what}: ${each}`)
}

test('a thief with ids, places, codes and words of other desks learns and changes nothing', async () => {
  expect(mass.length).toBeGreaterThan(80)
  const todo = fc.sample(draws, { seed: 20_260_115, numRuns: PROBES })
  const findings: string[] = []
  const kinds = new Set<string>()
  let done = 0
  const worker = async () => {
    for (let draw = todo.pop(); draw; draw = todo.pop()) {
      findings.push(...(await probe(draw)))
      kinds.add(nameOf((mass[draw.target] as Target).each, (mass[draw.target] as Target).place))
      done += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  expect(findings.slice(0, 10)).toEqual([])
  expect(findings).toHaveLength(0)
  expect(done).toBeGreaterThanOrEqual(PROBES)
  expect(kinds.size, 'every place was tried').toBe(mass.length)
}, 240_000)

test('an id of another desk that is made anew here is one like any other', async () => {
  const targetsOfOwn = targets.filter(own)
  expect(targetsOfOwn).toHaveLength(ownIds.length)
  for (const { ids } of loots)
    for (const id of ids.slice(0, 16))
      for (const target of targetsOfOwn) {
        const [theirs, twins] = [id, twinOf('ids', id, '0badc0de')].map((value) => [{ target, value }]) as [
          Planted[],
          Planted[],
        ]
        const answer = await send(server, world, world.caller, theirs)
        const twin = await send(server, world, world.caller, twins)
        const what = `${nameOf(target.each, target.place)} ${id}`
        expect(textOf(answer), what).not.toContain(MARK)
        expect([answer.status, what]).toEqual([twin.status, what])
        if (answer.status >= 400 && answer.status !== 409) expect(plain(answer, theirs), what).toBe(plain(twin, twins))
      }
}, 60_000)

test('afterwards every row of the other desks stands as before', async () => {
  await atRest()
  expect(await Promise.all(loots.map((loot) => rowsOfDesk(server, loot)))).toEqual(before)
  const [{ count } = { count: -1 }] = await ask(
    server.database.supervisor,
    'select count(*)::int from audit_entry where desk_id = $1',
    [world.caller.desk.id],
  )
  expect((await world.caller.call('GET', '/accesses')).body.total, 'the register counts the own accesses alone').toBe(
    count,
  )
  const [there] = loots as [Loot]
  expect(before[0]?.case_note).not.toBe(before[0]?.outbox)
  await there.world.caller.call('PUT', `/contacts/${there.world.ids.contact}`, {
    day: '2026-01-10',
    channel: 'phone',
    version: 1,
  })
  expect(await rowsOfDesk(server, there), 'a change would be seen').not.toEqual(before[0])
})
