import { COSTS, type Standings } from './engine.ts'
import { type DocumentGraph, type DocumentNode, type Requirement, soundGraph } from './graph.ts'
import { isHeld, type Standing } from './rules.ts'

const from = { at: '', checkedOn: null }

/** Mulberry32: the same seed, the same graphs. */
export function chance(seed: number) {
  let at = seed
  return (below: number) => {
    at = (at + 0x6d2b79f5) | 0
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function randomGraph(next: (below: number) => number): { graph: DocumentGraph; codes: string[] } {
  const codes = Array.from({ length: 3 + next(9) }, (_, no) => `d${no}`)
  const nodes = codes.map((code, no): DocumentNode => {
    const requires = Array.from({ length: no === 0 ? 0 : next(4) }, (): Requirement => {
      const anyOf = [...new Set(Array.from({ length: 1 + next(3) }, () => `d${next(no)}`))]
      return { anyOf, from, ...(next(5) === 0 && { mayNotApply: true as const }) }
    })
    return { code, area: 'work', requires, from, ...(next(6) === 0 && { decided: true as const }) }
  })
  return { graph: soundGraph(nodes), codes }
}

export const few: Standing[] = [
  'missing',
  'missing',
  'not_asked',
  'requested',
  'held',
  'expired',
  'lost',
  'withheld',
  'not-applicable',
]

export const costOf = (graph: DocumentGraph, code: string, standing: Standing): number =>
  COSTS[standing === 'requested' ? 'wait' : graph.nodes.get(code)?.decided ? 'decision' : 'ask']

/** Every set of documents that are not held is tried: the cheapest of those with which all that is needed is there. */
export function bruteForce(graph: DocumentGraph, codes: string[], goal: string, standings: Standings): number | null {
  const at = (code: string) => standings.get(code) as Standing
  const open = codes.filter((code) => !isHeld(at(code)) && at(code) !== 'not-applicable')
  let best: number | null = null
  for (let bits = 0; bits < 1 << open.length; bits++) {
    const taken = new Set(open.filter((_, no) => bits & (1 << no)))
    const has = (code: string) => isHeld(at(code)) || taken.has(code)
    const isMet = ({ anyOf, mayNotApply }: Requirement) =>
      anyOf.some(has) || (mayNotApply === true && anyOf.every((code) => at(code) === 'not-applicable'))
    const asked = [...taken].filter((code) => at(code) !== 'requested')
    if (!has(goal) || !asked.every((code) => graph.nodes.get(code)?.requires.every(isMet))) continue
    const cost = [...taken].reduce((sum, code) => sum + costOf(graph, code, at(code)), 0)
    if (best === null || cost < best) best = cost
  }
  return best
}
