import { expect, test } from 'vitest'
import type { CivilDate } from '#model/calendar.ts'
import { documentGraph, goals } from '#model/documents/documents.ts'
import { layoutOf, nodeHeight, nodeWidth } from './graph-layout.ts'
import { viewOf } from './person-view.ts'

const nobody = { id: '', name: '', code: '', erased: false }
const view = (goal?: string) =>
  viewOf({ caseId: '', today: '2026-01-15' as CivilDate, person: nobody, documents: [], can: [] }, documentGraph, goal)

test('in the drawing no two documents lie on each other, and every line runs to the right', () => {
  for (const goal of [undefined, ...goals.map(({ code }) => code)]) {
    const { rows, today } = view(goal)
    const { nodes, lines, width, height } = layoutOf(documentGraph, rows, today)
    expect(nodes.map(({ row }) => row.code).sort()).toEqual(rows.map(({ code }) => code).sort())
    expect(new Set(nodes.map(({ left, top }) => `${left} ${top}`)).size).toBe(nodes.length)
    const left = new Map<string, number>(nodes.map((node) => [node.row.code, node.left]))
    expect(lines.length).toBeGreaterThan(0)
    for (const { from, to } of lines) expect((left.get(from) ?? 0) + nodeWidth).toBeLessThan(left.get(to) ?? 0)
    for (const node of nodes) {
      expect(node.left + nodeWidth).toBeLessThanOrEqual(width)
      expect(node.top + nodeHeight).toBeLessThanOrEqual(height)
    }
  }
})

test('a goal numbers its steps, and shows fewer documents than there are', () => {
  const { rows, steps } = view('contract')
  expect(rows.length).toBeLessThan(view().rows.length)
  expect(rows.filter(({ step }) => step > 0)).toHaveLength(steps?.length ?? 0)
})
