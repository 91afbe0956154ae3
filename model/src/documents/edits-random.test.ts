import { expect, test } from 'vitest'
import type { CivilDate } from '../calendar.ts'
import type { LocalEdit } from './edit-contract.ts'
import { graphWithEdits, type HeldEdit } from './edits.ts'
import { type Standings, wayTo } from './engine.ts'
import { type DocumentNode, soundGraph } from './graph.ts'
import type { Standing } from './rules.ts'
import { bruteForce, chance, costOf, few, randomGraph } from './testing-graphs.ts'

const day = '2026-01-15' as CivilDate
const from = { at: '', checkedOn: null }
const none = { it: '', en: '' }
const facts = { where: none, bring: none, time: none, source: 'x', checkedOn: day, validFrom: null, validUntil: null }
type Next = (below: number) => number

/** Edits of random documents: own ones, needs and ways, now and then of something that nobody knows. */
function randomEdits(next: Next, product: readonly DocumentNode[]): HeldEdit[] {
  const codes = product.map(({ code }) => code)
  const own = Array.from({ length: next(4) }, (_, no) => `own${no}`)
  const all = [...codes, ...own]
  const any = () => (next(40) === 0 ? 'nobody-knows' : (all[next(all.length)] as string))
  const requires = () => Array.from({ length: next(3) }, () => Array.from({ length: 1 + next(2) }, any))
  const changed = codes.filter(() => next(4) === 0)
  const edits: [string, LocalEdit][] = [
    ...own.map((code): [string, LocalEdit] => [
      code,
      { own: { area: 'home', name: none }, ways: [], requires: requires(), ...facts } as unknown as LocalEdit,
    ]),
    ...changed.map((code): [string, LocalEdit] => {
      const asked = product.find((node) => node.code === code)?.requires.flatMap(({ anyOf }) => anyOf) ?? []
      const ways = Array.from({ length: next(3) }, () => ({
        insteadOf: next(10) === 0 ? any() : (asked[next(asked.length || 1)] ?? any()),
        also: any(),
      }))
      return [code, { own: null, requires: requires(), ways, ...facts } as unknown as LocalEdit]
    }),
  ]
  // Written in any order.
  const numbers = edits.map((_, no) => no).sort(() => next(3) - 1)
  return edits.map(([document, edit], at) => ({ document, edit, no: numbers[at] as number }))
}

/** What each document needs, written out by hand: an AND of ORs; null where an edit names what is not there. */
function plainly(product: readonly DocumentNode[], edits: readonly HeldEdit[]): Map<string, string[][]> | null {
  const needs = new Map(product.map(({ code, requires }) => [code, requires.map(({ anyOf }) => [...anyOf])]))
  for (const { document, edit } of edits) if (edit.own) needs.set(document, [])
  for (const { document, edit } of edits) {
    const before = needs.get(document)
    if (!before) return null
    for (const { insteadOf, also } of edit.ways) {
      const asked = product.find(({ code }) => code === document)?.requires ?? []
      if (!asked.some(({ anyOf }) => anyOf.includes(insteadOf))) return null
      asked.forEach(({ anyOf }, at) => {
        if (anyOf.includes(insteadOf) && !before[at]?.includes(also)) before[at]?.push(also)
      })
    }
    before.push(...edit.requires.map((anyOf) => [...anyOf]))
  }
  const isKnown = [...needs.values()].flat(2).every((code) => needs.has(code))
  return isKnown ? needs : null
}

/** Whether any document leads back to itself: by what leads to what, as often as there are documents. */
function hasCircle(needs: Map<string, string[][]>): boolean {
  const leads = new Map([...needs].map(([code, all]) => [code, new Set(all.flat())]))
  for (const via of leads.keys())
    for (const to of leads.values()) if (to.has(via)) for (const each of leads.get(via) ?? []) to.add(each)
  return [...leads].some(([code, to]) => to.has(code))
}

const isSound = (product: readonly DocumentNode[], edits: readonly HeldEdit[]): boolean => {
  const needs = plainly(product, edits)
  return needs !== null && !hasCircle(needs)
}

/** Whoever holds nothing obtains one after the other all that can be obtained. */
function obtainable(needs: Map<string, string[][]>): Set<string> {
  const there = new Set<string>()
  for (let before = -1; before < there.size; ) {
    before = there.size
    for (const [code, all] of needs) if (all.every((anyOf) => anyOf.some((each) => there.has(each)))) there.add(code)
  }
  return there
}

test('on 3,000 random graphs with random edits, what is left out is what is not sound, and the rest is laid as it is written', () => {
  const next = chance(20260116)
  const seen = { all: 0, circles: 0, unknown: 0, ways: 0 }
  for (let round = 0; round < 3_000; round++) {
    const product = [...randomGraph(next).graph.nodes.values()]
    const edits = randomEdits(next, product)
    const { graph, leftOut } = graphWithEdits(product, edits, day)
    const out = new Set(leftOut.map(({ document }) => document))
    const taken = edits.filter(({ document }) => !out.has(document))
    // Nothing is left out for nothing, and nothing is laid that is not sound.
    expect(out.size === 0, `round ${round}`).toBe(isSound(product, edits))
    expect(isSound(product, taken), `round ${round}`).toBe(true)
    for (const { document, problem } of leftOut) {
      const edit = edits.find((each) => each.document === document) as HeldEdit
      expect(isSound(product, [...taken, edit]), `round ${round}`).toBe(false)
      if (problem.problem === 'cycle') {
        seen.circles++
        expect(problem.path.at(-1)).toBe(problem.path[0])
        expect(problem.path).toContain(document)
        const needs = plainly(product, edits)
        for (const [at, code] of problem.path.slice(0, -1).entries())
          if (needs) expect(needs.get(code)?.flat()).toContain(problem.path[at + 1])
      } else seen.unknown++
    }
    if (out.size === 0 && edits.length > 0) seen.all++
    // The graph is that which is written out by hand, and everything in it can be reached.
    const needs = plainly(product, taken) as Map<string, string[][]>
    const laid = [...graph.nodes].map(([code, { requires }]) => [code, requires.map(({ anyOf }) => anyOf)] as const)
    expect(new Map(laid)).toEqual(needs)
    expect([...obtainable(needs)].sort()).toEqual([...graph.nodes.keys()].sort())
    // And the way through it is as short as the best of all.
    const codes = [...graph.nodes.keys()]
    if (codes.length > 11) continue
    const standings: Standings = new Map(codes.map((code) => [code, few[next(few.length)] as Standing]))
    const goal = codes[next(codes.length)] as string
    const steps = wayTo(graph, [{ anyOf: [goal], from }], standings, day)
    const cost = steps?.reduce((sum, { code }) => sum + costOf(graph, code, standings.get(code) as Standing), 0) ?? null
    expect(cost, `round ${round}`).toBe(bruteForce(soundGraph([...graph.nodes.values()]), codes, goal, standings))
    seen.ways++
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(200)
}, 60_000)
