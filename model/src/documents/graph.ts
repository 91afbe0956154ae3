import type { CivilDate } from '../calendar.ts'

/** Where a value comes from, and when somebody last read it there. Without that day it is indicative: general knowledge. */
export type Source = { at: string; checkedOn: string | null }

/** Something that holds between two days, both included; open where nothing is said. */
export type Valid = { validFrom?: string; validUntil?: string }

/** One of several documents that must be there. All requirements of a document must be met. */
export type Requirement = Valid & {
  anyOf: readonly string[]
  from: Source
  /** Asked for by most offices, not by all. */
  usually?: true
  /** Asked of third-country nationals: falls away where none of these documents applies to the person. */
  mayNotApply?: true
  /** What the desk added to it, or that all of it is the desk's, with where that was read. */
  local?: Source
}

export const areas = ['identity', 'stay', 'home', 'health', 'work', 'support'] as const
export type Area = (typeof areas)[number]

/** A document, or a step that leaves one. Its texts (name, where, what to bring, time) are messages by its code. */
export type DocumentNode<C extends string = string> = {
  code: C
  area: Area
  requires: readonly Requirement[]
  from: Source
  /** How many months it usually lasts; what is issued in another time lasts another time. */
  lasts?: readonly (Valid & { months: number; from: Source })[]
  /** Where the typical time comes from, if one is known. */
  time?: Source
  /** Given by a decision of an authority on the person's situation: no paper that is obtained by asking. */
  decided?: true
  /** What the desk says of it beside the product, or of a document of its own. */
  local?: LocalWords
}

/** Words of a desk: in Italian, and in English where the desk wrote them; empty where it says nothing. */
export type Said = { it: string; en: string }
/** `name`: of a document of the desk's own alone. */
export type LocalWords = { name?: Said; where: Said; bring: Said; time: Said; from: Source }

/** A graph that was found sound, and its documents in an order in which each comes after what it may need. */
export type DocumentGraph = { nodes: ReadonlyMap<string, DocumentNode>; order: readonly string[] }

export type GraphProblem =
  | { problem: 'repeated'; code: string }
  | { problem: 'unknown'; code: string; names: string }
  | { problem: 'cycle'; path: string[] }
  | { problem: 'unreachable'; code: string }

const neededBy = ({ requires }: DocumentNode): string[] => requires.flatMap(({ anyOf }) => anyOf)

/** Holds on a day: a rule is that of the day of the fact. */
export const holdsOn = ({ validFrom, validUntil }: Valid, day: CivilDate): boolean =>
  (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day <= validUntil)

/**
 * Reads a graph, shipped or edited by a desk. A cycle is refused also where it passes through an alternative: nobody could
 * say in which order to go.
 */
export function readGraph(
  list: readonly DocumentNode[],
): { ok: true; graph: DocumentGraph } | { ok: false; problems: GraphProblem[] } {
  const nodes = new Map(list.map((node) => [node.code, node]))
  const repeated = list.filter((node, no) => list.findIndex(({ code }) => code === node.code) !== no)
  const unknown = list.flatMap((node) =>
    neededBy(node).flatMap((names) =>
      nodes.has(names) ? [] : [{ problem: 'unknown' as const, code: node.code, names }],
    ),
  )
  const { order, cycles } = ordered(nodes)
  const problems: GraphProblem[] = [
    ...repeated.map(({ code }) => ({ problem: 'repeated' as const, code })),
    ...unknown,
    ...cycles.map((path) => ({ problem: 'cycle' as const, path })),
    ...(unknown.length + cycles.length === 0 ? unreachable(nodes, order) : []),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, graph: { nodes, order } }
}

/** A graph of which it is known that it is sound. */
export function soundGraph(list: readonly DocumentNode[]): DocumentGraph {
  const found = readGraph(list)
  if (!found.ok) throw new Error(`the graph of documents is not sound: ${JSON.stringify(found.problems)}`)
  return found.graph
}

/** Depth first: what is met again while it is still open closes a cycle, which is then named from its first document on. */
function ordered(nodes: ReadonlyMap<string, DocumentNode>) {
  const order: string[] = []
  const cycles: string[][] = []
  const done = new Set<string>()
  const visit = (code: string, open: readonly string[]): void => {
    const at = open.indexOf(code)
    if (at >= 0) cycles.push([...open.slice(at), code])
    const node = nodes.get(code)
    if (at >= 0 || done.has(code) || !node) return
    for (const needed of neededBy(node)) visit(needed, [...open, code])
    done.add(code)
    order.push(code)
  }
  for (const code of nodes.keys()) visit(code, [])
  return { order, cycles }
}

/** What nobody could ever obtain who holds nothing, whatever the day. */
function unreachable(nodes: ReadonlyMap<string, DocumentNode>, order: readonly string[]): GraphProblem[] {
  const obtained = new Set<string>()
  for (const code of order)
    if (nodes.get(code)?.requires.every(({ anyOf }) => anyOf.some((each) => obtained.has(each)))) obtained.add(code)
  return order.filter((code) => !obtained.has(code)).map((code) => ({ problem: 'unreachable', code }))
}
