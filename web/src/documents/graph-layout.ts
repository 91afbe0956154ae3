import type { CivilDate } from '#model/calendar.ts'
import { requirementsOf } from '#model/documents/engine.ts'
import type { DocumentGraph } from '#model/documents/graph.ts'
import type { Row } from './person-view.ts'

export type DrawnNode = { row: Row; left: number; top: number }
export type DrawnLine = { from: string; to: string; path: string }
export type Layout = { nodes: DrawnNode[]; lines: DrawnLine[]; width: number; height: number }

export const nodeWidth = 164
export const nodeHeight = 54
const columnGap = 44
const rowGap = 10

/** How many steps at least lie before a document for somebody who holds nothing: its column. */
export function levelsOf(graph: DocumentGraph, codes: ReadonlySet<string>, day: CivilDate): Map<string, number> {
  const levels = new Map<string, number>()
  for (const code of graph.order.filter((each) => codes.has(each))) {
    const before = requirementsOf(graph, code, day).map(({ anyOf }) =>
      Math.min(...anyOf.map((each) => levels.get(each) ?? 0)),
    )
    levels.set(code, before.length === 0 ? 0 : 1 + Math.max(...before))
  }
  return levels
}

/**
 * From left to right, each document after what it needs at least. Lines that would run backwards are left out: they are
 * other ways to the same document, and the list says them.
 */
export function layoutOf(graph: DocumentGraph, all: readonly Row[], day: CivilDate): Layout {
  const rows = all.filter(({ gone }) => !gone)
  const levels = levelsOf(graph, new Set(rows.map(({ code }) => code)), day)
  const level = (code: string) => levels.get(code) ?? 0
  const columns = Map.groupBy(rows, ({ code }) => level(code))
  const places = new Map<string, DrawnNode>()
  const needs = (code: string) => [...new Set(requirementsOf(graph, code, day).flatMap(({ anyOf }) => [...anyOf]))]
  for (const [at, column] of [...columns].sort(([one], [other]) => one - other)) {
    const middle = ({ code }: Row) => {
      const tops = needs(code).flatMap((each) => places.get(each)?.top ?? [])
      return tops.reduce((sum, top) => sum + top, 0) / (tops.length || 1)
    }
    const sorted = at === 0 ? column : column.toSorted((one, other) => middle(one) - middle(other))
    sorted.forEach((row, no) => {
      places.set(row.code, { row, left: at * (nodeWidth + columnGap), top: no * (nodeHeight + rowGap) })
    })
  }
  const lines = rows.flatMap(({ code }) =>
    needs(code)
      .filter((from) => places.has(from) && level(from) < level(code))
      .map((from) => ({ from, to: code, path: curve(places.get(from), places.get(code)) })),
  )
  const nodes = [...places.values()]
  return {
    nodes,
    lines,
    width: Math.max(0, ...nodes.map(({ left }) => left)) + nodeWidth,
    height: Math.max(0, ...nodes.map(({ top }) => top)) + nodeHeight,
  }
}

function curve(from: DrawnNode | undefined, to: DrawnNode | undefined): string {
  if (!from || !to) return ''
  const [x1, y1] = [from.left + nodeWidth, from.top + nodeHeight / 2]
  const [x2, y2] = [to.left, to.top + nodeHeight / 2]
  const bend = Math.min(60, (x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}
