import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '../calendar.ts'
import { documentGraph } from './documents.ts'
import { below, missingFor, placeOf, type Standings, wantedFor, wayTo } from './engine.ts'
import { soundGraph } from './graph.ts'
import { factProblem, isHeld, type Standing, standingOn } from './rules.ts'
import { bruteForce, chance, costOf, few, randomGraph } from './testing-graphs.ts'

const day = '2026-01-15' as CivilDate
const from = { at: '', checkedOn: null }
const all = (standings: Record<string, Standing>): Standings => new Map(Object.entries(standings))
const way = (goal: { to: 'hold' | 'ask'; document: string }, standings: Record<string, Standing>, on = day) =>
  wayTo(documentGraph, wantedFor(documentGraph, goal, on), all(standings), on)?.map(({ code }) => code)
const place = (code: string, standings: Record<string, Standing>) => placeOf(documentGraph, code, all(standings), day)

describe('the graph that is shipped', () => {
  test('with passport and receipt the tax code can be asked for, and the health card is blocked by the enrolment', () => {
    const held = { passport: 'held', 'permit-receipt': 'held' } as const
    expect(place('tax-code', held)).toBe('now')
    expect(place('health-card', held)).toBe('blocked')
    expect(missingFor(documentGraph, 'health-card', all(held), day).map(({ anyOf }) => anyOf)).toEqual([
      ['health-enrolment'],
      ['tax-code'],
    ])
    expect(way({ to: 'hold', document: 'health-card' }, held)).toEqual([
      'tax-code',
      'dwelling',
      'health-enrolment',
      'health-card',
    ])
  })

  test('without a title to the home there is no residence, and without residence neither card nor digital identity', () => {
    const held = { passport: 'held', permit: 'held', 'tax-code': 'held' } as const
    for (const code of ['residence', 'identity-card', 'spid']) expect(place(code, held), code).toBe('blocked')
    expect(way({ to: 'hold', document: 'spid' }, held)).toEqual(['housing-title', 'residence', 'identity-card', 'spid'])
    const [first] = wayTo(documentGraph, [{ anyOf: ['residence'], from }], all(held), day) ?? []
    expect(first).toEqual({ code: 'housing-title', kind: 'obtain', instead: ['homeless-address'] })
  })

  test('of who has receipt and provisional tax code nothing is missing for a contract', () => {
    const held = { 'permit-receipt': 'held', 'tax-code-provisional': 'expiring' } as const
    expect(way({ to: 'ask', document: 'contract' }, held)).toEqual([])
    expect(way({ to: 'ask', document: 'contract' }, { ...held, 'tax-code-provisional': 'expired' })).toEqual([
      'tax-code-provisional',
    ])
  })

  test('a citizen of the Union needs no permit for a contract', () => {
    const permits = ['permit-receipt', 'permit', 'special-cases-permit', 'protection-permit', 'long-term-permit']
    const apart = Object.fromEntries(permits.map((code) => [code, 'not-applicable' as const]))
    expect(way({ to: 'ask', document: 'contract' }, { ...apart, 'tax-code': 'held' })).toEqual([])
    // One kind that does not apply says nothing about the others.
    expect(way({ to: 'ask', document: 'contract' }, { permit: 'not-applicable', 'tax-code': 'held' })).toEqual([
      'permit-receipt',
    ])
  })

  test('what ends soon is still held, what has ended can be asked for anew, and what was requested is on its way', () => {
    const places = { expiring: 'held', expired: 'now', lost: 'now', requested: 'waiting' } as const
    for (const [standing, expected] of Object.entries(places))
      expect(place('stp', { stp: standing as Standing }), standing).toBe(expected)
  })

  test('what does not apply to the person is no way, and where it is the only one there is none', () => {
    expect(place('stp', { stp: 'not-applicable' })).toBe('apart')
    expect(way({ to: 'hold', document: 'health-card' }, { 'health-enrolment': 'not-applicable' })).toBeUndefined()
  })

  test('a passport that the employer keeps blocks, and the way begins by getting it back', () => {
    const standings = { passport: 'withheld', 'permit-receipt': 'held' } as const
    expect(place('tax-code', standings)).toBe('blocked')
    expect(place('passport', standings)).toBe('back')
    const steps = wayTo(documentGraph, [{ anyOf: ['tax-code'], from }], all(standings), day)
    expect(steps).toEqual([
      { code: 'passport', kind: 'get-back', instead: [] },
      { code: 'tax-code', kind: 'obtain', instead: [] },
    ])
  })

  test('a permit that an authority decides on is never called obtainable, and no way asks for it where another will do', () => {
    for (const code of ['special-cases-permit', 'protection-permit']) expect(place(code, {}), code).toBe('decision')
    const ask = wantedFor(documentGraph, { to: 'ask', document: 'inclusion-allowance' }, day)
    const kinds = wayTo(documentGraph, ask, new Map(), day)?.map(({ kind }) => kind)
    expect(kinds?.filter((kind) => kind === 'decision')).toHaveLength(1)
    expect(way({ to: 'hold', document: 'tax-code' }, { passport: 'held', 'permit-receipt': 'lost' })).toEqual([
      'permit-receipt',
      'tax-code',
    ])
  })

  test('of a goal only that is in sight which matters: where one document is enough, the others are left out', () => {
    const held = all({ 'permit-receipt': 'held', 'tax-code-provisional': 'missing' })
    expect(
      below(documentGraph, 'contract', all({ ...Object.fromEntries(held), 'tax-code': 'requested' }), day),
    ).not.toContain('passport')
    expect([...below(documentGraph, 'contract', held, day)].sort()).toEqual([
      'contract',
      'passport',
      'permit-receipt',
      'tax-code',
      'tax-code-provisional',
    ])
  })

  test('what was requested is waited for, and a way that waits goes before one that asks', () => {
    const standings = { 'permit-receipt': 'held', 'tax-code': 'requested' } as const
    const steps = wayTo(
      documentGraph,
      wantedFor(documentGraph, { to: 'ask', document: 'contract' }, day),
      all(standings),
      day,
    )
    expect(steps).toEqual([{ code: 'tax-code', kind: 'wait', instead: ['tax-code-provisional'] }])
  })

  test('the rules of a day are those of that day: residence is not asked of special cases since October 2025', () => {
    const held = {
      'special-cases-permit': 'held',
      'tax-code': 'held',
      passport: 'held',
      'identity-card': 'held',
    } as const
    const ask = { to: 'ask', document: 'inclusion-allowance' } as const
    expect(way(ask, held)).toEqual([])
    expect(way(ask, held, '2025-10-03' as CivilDate)).toContain('residence')
  })
})

describe('a last day', () => {
  const fact = (expiresOn: CivilDate | null) => ({ state: 'held' as const, expiresOn })

  test('makes of what is held something that ends soon, and the day after its last something that has ended', () => {
    expect(standingOn(fact(null), day)).toBe('held')
    expect(standingOn(fact(addDays(day, 61)), day)).toBe('held')
    expect(standingOn(fact(addDays(day, 60)), day)).toBe('expiring')
    expect(standingOn(fact(day), day)).toBe('expiring')
    expect(standingOn(fact(addDays(day, -1)), day)).toBe('expired')
  })

  test('changes nothing in what was lost or is kept by the employer', () => {
    for (const state of ['lost', 'withheld'] as const)
      expect(standingOn({ state, expiresOn: addDays(day, -1) }, day)).toBe(state)
  })

  test('and a number are refused where nothing is there', () => {
    const said = { expiresOn: day, number: '' }
    expect(factProblem({ ...said, state: 'missing' })).toEqual({ field: 'expiresOn', code: 'does-not-fit' })
    expect(factProblem({ state: 'not_asked', expiresOn: null, number: 'A1' })).toEqual({
      field: 'number',
      code: 'does-not-fit',
    })
    expect(factProblem({ state: 'requested', expiresOn: null, number: 'A1' })).toBeNull()
    expect(factProblem({ ...said, state: 'withheld', number: 'A1' })).toBeNull()
  })
})

test('on 2,000 random graphs the way is as short as the best of all, in an order in which each step can be taken', () => {
  const next = chance(20260115)
  let ways = 0
  let none = 0
  for (let round = 0; round < 2_000; round++) {
    const { graph, codes } = randomGraph(next)
    const standings: Standings = new Map(codes.map((code) => [code, few[next(few.length)] as Standing]))
    const goal = codes[next(codes.length)] as string
    const steps = wayTo(graph, [{ anyOf: [goal], from }], standings, day)
    const best = bruteForce(graph, codes, goal, standings)
    expect(steps === null, `round ${round}`).toBe(best === null)
    if (steps === null) {
      none++
      continue
    }
    ways++
    expect(
      steps.reduce((sum, { code }) => sum + costOf(graph, code, standings.get(code) as Standing), 0),
      `round ${round}`,
    ).toBe(best)
    const then = new Map(standings)
    for (const { code, kind } of steps) {
      if (kind !== 'wait') expect(missingFor(graph, code, then, day), `round ${round}`).toEqual([])
      then.set(code, 'held')
    }
    expect(isHeld(then.get(goal) as Standing)).toBe(true)
  }
  // Both kinds were met, and often.
  expect(ways).toBeGreaterThan(900)
  expect(none).toBeGreaterThan(200)
})

test('where there are very many ways one is found as well, in which each step can be taken', () => {
  const leaves = Array.from({ length: 8 }, (_, no) => Array.from({ length: 8 }, (__, each) => `leaf-${no}-${each}`))
  const area = 'work' as const
  const graph = soundGraph([
    ...leaves.flat().map((code) => ({ code, area, requires: [], from })),
    { code: 'goal', area, requires: leaves.map((anyOf) => ({ anyOf, from })), from },
  ])
  const steps = wayTo(graph, [{ anyOf: ['goal'], from }], new Map(), day)
  expect(steps).toHaveLength(9)
  for (const anyOf of leaves) expect(steps?.filter(({ code }) => anyOf.includes(code))).toHaveLength(1)
})
