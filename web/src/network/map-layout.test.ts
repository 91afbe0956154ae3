import { describe, expect, test } from 'vitest'
import type { NetworkMap } from '#model/network/flows.ts'
import { layoutOf } from './map-layout.ts'

const desks = ['b', 'a', 'c'].map((code) => ({ code, name: `Desk ${code}`, area: code === 'c' ? 'A' : 'Z' }))
const servicesOf = (count: number): NetworkMap['services'] =>
  Array.from({ length: count }, (_, no) => ({
    ...{ id: `s${no}`, name: `Service ${no}`, body: 'Body', area: 'A' },
    needs: no % 3 === 0 ? [] : no % 3 === 1 ? ['work' as const] : ['italian' as const, 'work' as const],
  }))
const flowsOf = (count: number): NetworkMap['flows'] =>
  Array.from({ length: count }, (_, no) => ({
    ...{ from: no % 2 ? 'a' : 'b', service: `s${no}`, to: 'c', punctuality: 'most' as const, counts: null },
    sent: { least: no + 1, most: no + 1 },
  }))
const mapOf = (count: number) => ({ desks, services: servicesOf(count), flows: flowsOf(count) })

describe('the drawing of the network', () => {
  test('has every desk that sends and every service, none over another, within its height', () => {
    const { nodes, height, heads } = layoutOf(mapOf(500), { all: true, need: undefined })
    expect(nodes).toHaveLength(502)
    for (const side of ['desk', 'service'] as const) {
      const column = nodes.filter((node) => node.side === side)
      for (const [at, node] of column.entries()) {
        const end = node.top + node.height
        expect(end).toBeLessThanOrEqual((column[at + 1]?.top ?? height) + 0.01)
      }
    }
    expect(heads.map(({ need }) => need)).toEqual(['italian', 'work', ''])
    expect(nodes.slice(0, 2).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  test('joins the small services of a need in one line that says how many they are and loses none of their referrals', () => {
    const whole = layoutOf(mapOf(100), { all: true, need: undefined })
    const some = layoutOf(mapOf(100), { all: false, need: undefined })
    const several = some.nodes.filter((node) => node.several !== null)
    expect(several.map((node) => node.several)).toEqual([
      { need: 'italian', count: 20 },
      { need: 'work', count: 20 },
      { need: '', count: 20 },
    ])
    expect(some.nodes.filter((node) => node.side === 'service')).toHaveLength(43)
    const sumOf = ({ nodes }: typeof some) => nodes.reduce((sum, node) => sum + node.least, 0)
    expect(sumOf(some)).toBe(sumOf(whole))
    expect(some.lines.filter(({ to }) => to.startsWith('need:')).map(({ look }) => look)).toEqual(
      Array.from({ length: 6 }, () => 'several'),
    )
  })

  test('draws the largest of thousands of flows alone, joins the others by desk and need, and counts each once', () => {
    const services = servicesOf(300)
    const senders = Array.from({ length: 12 }, (_, no) => ({ code: `d${no}`, name: `Desk ${no}`, area: 'A' }))
    const flows = senders.flatMap(({ code }) => flowsOf(300).map((flow) => ({ ...flow, from: code })))
    for (const all of [true, false]) {
      const { lines, nodes } = layoutOf({ desks: senders, services, flows }, { all, need: undefined })
      const alone = lines.filter(({ look }) => look !== 'several')
      expect(alone).toHaveLength(all ? 600 : 300)
      expect(alone.some(({ to }) => to === 's299')).toBe(true)
      expect(lines.length - alone.length).toBe(3 * senders.length)
      const joined = nodes.reduce((sum, { several }) => sum + (several?.count ?? 0), 0)
      expect(joined + alone.length).toBe(flows.length)
      const sent = flows.reduce((sum, flow) => sum + flow.sent.least, 0)
      expect(nodes.reduce((sum, node) => sum + (node.side === 'desk' ? node.least : 0), 0)).toBe(sent)
      expect(nodes.find(({ key }) => key === 's299')?.least).toBe(300 * senders.length)
    }
  })

  test('puts all under the need that is asked for', () => {
    const { heads, nodes } = layoutOf(mapOf(60), { all: false, need: 'work' })
    expect(heads.map(({ need }) => need)).toEqual(['work'])
    expect(nodes.at(-1)?.several).toEqual({ need: 'work', count: 20 })
  })

  test('is the same for the same map, thicker where more was sent, and empty where nothing was', () => {
    const one = layoutOf(mapOf(30), { all: false, need: undefined })
    expect(layoutOf(mapOf(30), { all: false, need: undefined })).toEqual(one)
    const width = (to: string) => one.lines.find((line) => line.to === to)?.width ?? 0
    expect(width('s29')).toBeGreaterThan(width('s1'))
    expect(layoutOf({ desks, services: [], flows: [] }, { all: false, need: undefined })).toEqual({
      height: 0,
      nodes: [],
      heads: [],
      lines: [],
    })
  })
})
