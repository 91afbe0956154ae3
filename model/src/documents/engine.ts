import type { CivilDate } from '../calendar.ts'
import { type DocumentGraph, holdsOn, type Requirement } from './graph.ts'
import { isHeld, type Standing } from './rules.ts'

/** How each document stands for a person on a day; what is not there was not asked. */
export type Standings = ReadonlyMap<string, Standing>

/** `decision`: nothing is missing, and an authority decides; it is never called obtainable. `back`: an employer keeps it. */
export type Place = 'held' | 'waiting' | 'now' | 'decision' | 'back' | 'blocked' | 'apart'

/** How a step is done: asked for, decided by an authority, asked for again, fetched from the employer, or only waited for. */
export type StepKind = 'obtain' | 'decision' | 'renew' | 'replace' | 'get-back' | 'wait'
export type Step = {
  code: string
  kind: StepKind
  /** Other documents that would do as well in its place. */
  instead: string[]
}

const standingOf = (standings: Standings, code: string): Standing => standings.get(code) ?? 'not_asked'

const isMet = ({ anyOf, mayNotApply }: Requirement, standings: Standings): boolean =>
  anyOf.some((code) => isHeld(standingOf(standings, code))) ||
  (mayNotApply === true && anyOf.every((code) => standingOf(standings, code) === 'not-applicable'))

/** What a document needs on a day. */
export const requirementsOf = (graph: DocumentGraph, code: string, day: CivilDate): readonly Requirement[] =>
  graph.nodes.get(code)?.requires.filter((each) => holdsOn(each, day)) ?? []

/** What is still missing before a document can be asked for. */
export const missingFor = (graph: DocumentGraph, code: string, standings: Standings, day: CivilDate): Requirement[] =>
  requirementsOf(graph, code, day).filter((each) => !isMet(each, standings))

/** Where a document stands for a person: there, on its way, to be had now, or blocked by what is missing. */
export function placeOf(graph: DocumentGraph, code: string, standings: Standings, day: CivilDate): Place {
  const standing = standingOf(standings, code)
  if (isHeld(standing)) return 'held'
  if (standing === 'requested') return 'waiting'
  if (standing === 'not-applicable') return 'apart'
  if (standing === 'withheld') return 'back'
  if (missingFor(graph, code, standings, day).length > 0) return 'blocked'
  return graph.nodes.get(code)?.decided ? 'decision' : 'now'
}

const kinds: Partial<Record<Standing, StepKind>> = {
  requested: 'wait',
  expired: 'renew',
  lost: 'replace',
  withheld: 'get-back',
}

/** All waiting is never as much as one asking, and all asking never as much as one decision: no graph has so many documents. */
export const COSTS = { wait: 1, ask: 1_000, decision: 1_000_000 } as const

/** So many beginnings are gone on with as they come; of more, which no graph needs but one with very many ways, the best few alone. */
const BEGINNINGS = 10_000
const FEW = 50

type Way = { chosen: ReadonlySet<string>; cost: number; instead: ReadonlyMap<string, string[]> }

/**
 * The shortest way to what is wanted: the fewest decisions of an authority, then the fewest documents to ask for, then the
 * fewest to wait for. Null: there is no way, as something that is needed does not apply to the person. The cheapest beginning goes on first,
 * and always at the requirement that leaves least choice; so the first that is whole is a shortest, unless there were too many.
 */
export function wayTo(
  graph: DocumentGraph,
  wanted: readonly Requirement[],
  standings: Standings,
  day: CivilDate,
): Step[] | null {
  const may = ({ anyOf }: Requirement) => anyOf.filter((code) => standingOf(standings, code) !== 'not-applicable')
  // What was requested needs nothing more: it is waited for.
  const isAsked = (code: string) => standingOf(standings, code) !== 'requested'
  const open = ({ chosen }: Way): Requirement | undefined =>
    [...wanted, ...[...chosen].filter(isAsked).flatMap((code) => requirementsOf(graph, code, day))]
      .filter((each) => !isMet(each, standings) && !each.anyOf.some((code) => chosen.has(code)))
      .sort((one, other) => may(one).length - may(other).length)[0]
  const ways: Way[] = [{ chosen: new Set(), cost: 0, instead: new Map() }]
  const seen = new Set<string>()
  for (let way = ways.shift(); way; way = ways.shift()) {
    const next = open(way)
    if (!next) return stepsOf(graph, way, standings)
    for (const code of may(next)) {
      const chosen = new Set(way.chosen).add(code)
      const key = [...chosen].sort().join(' ')
      const isExact = seen.size < BEGINNINGS
      if (isExact && seen.has(key)) continue
      seen.add(key)
      const others = may(next).filter((other) => other !== code)
      const cost = way.cost + COSTS[isAsked(code) ? (graph.nodes.get(code)?.decided ? 'decision' : 'ask') : 'wait']
      const at = ways.findIndex((each) => each.cost > cost)
      ways.splice(at < 0 ? ways.length : at, 0, { chosen, cost, instead: new Map(way.instead).set(code, others) })
      if (!isExact) ways.splice(FEW)
    }
  }
  return null
}

const stepsOf = ({ nodes, order }: DocumentGraph, { chosen, instead }: Way, standings: Standings): Step[] =>
  order
    .filter((code) => chosen.has(code))
    .map((code) => ({
      code,
      kind: kinds[standingOf(standings, code)] ?? (nodes.get(code)?.decided ? 'decision' : 'obtain'),
      instead: instead.get(code)?.filter((other) => !chosen.has(other)) ?? [],
    }))

/** What is wanted where somebody wants to hold a document, or only to be able to ask for it. */
export const wantedFor = (
  graph: DocumentGraph,
  { to, document }: { to: 'hold' | 'ask'; document: string },
  day: CivilDate,
): readonly Requirement[] =>
  to === 'ask' ? requirementsOf(graph, document, day) : [{ anyOf: [document], from: { at: '', checkedOn: null } }]

/**
 * The part of the graph that matters for a document: what it needs and what that needs. Where something that is held is
 * enough, its alternatives are left out.
 */
export function below(graph: DocumentGraph, code: string, standings: Standings, day: CivilDate): Set<string> {
  const found = new Set<string>()
  const visit = (each: string): void => {
    if (found.has(each)) return
    found.add(each)
    const standing = standingOf(standings, each)
    if (each !== code && (isHeld(standing) || standing === 'requested')) return
    for (const need of requirementsOf(graph, each, day)) {
      const enough = need.anyOf.filter((other) => isHeld(standingOf(standings, other)))
      for (const other of isMet(need, standings) ? enough : need.anyOf) visit(other)
    }
  }
  visit(code)
  return found
}
