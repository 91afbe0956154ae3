import { needs } from '#model/codes/needs.ts'
import type { MapDesk, MapService } from '#model/network/contract-map.ts'
import type { Flow, NetworkMap } from '#model/network/flows.ts'

/** How a flow looks: as it was answered, or several of them in one line. */
export type Look = Flow['punctuality'] | 'several'

export type MapNode = {
  key: string
  side: 'desk' | 'service'
  name: string
  /** Area of a desk, body of a service. */
  under: string
  top: number
  height: number
  /** Of a row in which the smaller flows to services of one need end together: how many they are. */
  several: { need: string; count: number } | null
  /** Referrals by all flows of this name, or of this row: no fewer than these. */
  least: number
}
export type MapHead = { need: string; top: number }
export type MapLine = { from: string; to: string; path: string; width: number; look: Look }
export type MapLayout = { height: number; nodes: MapNode[]; heads: MapHead[]; lines: MapLine[] }

/** The drawing is stretched to the room between the two columns of names. */
export const across = 400
const deskRow = 40
const serviceRow = 26
const headRow = 30
/** Services that have a line of their own where not all are shown. */
const SOME = 40
/** Flows with a line of their own: more cannot be told apart, and take the browser seconds to draw. */
const LINES = { some: 300, all: 600 }

type Joined = { from: string; to: string; least: number; look: Look; count: number }
type Drawn = MapNode & { lines: (Joined & { width: number })[] }

const orderOfNeed = (need: string): number => {
  const at = needs.findIndex(({ code }) => code === need)
  return at < 0 ? needs.length : at
}
const byName = (one: { name: string; key: string }, other: { name: string; key: string }) =>
  one.name.localeCompare(other.name, 'it') || (one.key < other.key ? -1 : 1)

const sumsBy = <T>(list: readonly T[], key: (one: T) => string, amount: (one: T) => number): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const one of list) sums.set(key(one), (sums.get(key(one)) ?? 0) + amount(one))
  return sums
}

/** Which services have a row of their own: the largest, unless all are asked for. */
function ownRows(services: readonly MapService[], sums: Map<string, number>, all: boolean): Set<string> {
  const largest = services
    .map(({ id, name }) => ({ key: id, name, sum: sums.get(id) ?? 0 }))
    .sort((one, other) => other.sum - one.sum || byName(one, other))
  return new Set(largest.slice(0, all ? largest.length : SOME).map(({ key }) => key))
}

/** The largest flows by themselves, the others joined by desk and need. */
function joined(flows: readonly Flow[], own: Set<string>, most: number, rowOf: (service: string) => string): Joined[] {
  const alone = flows
    .filter(({ service }) => own.has(service))
    .sort((one, other) => other.sent.least - one.sent.least)
    .slice(0, most)
  const single = new Set(alone)
  const rest = new Map<string, Joined>()
  for (const flow of flows) {
    if (single.has(flow)) continue
    const to = rowOf(flow.service)
    const known = rest.get(`${flow.from} ${to}`)
    if (known) Object.assign(known, { least: known.least + flow.sent.least, count: known.count + 1 })
    else rest.set(`${flow.from} ${to}`, { from: flow.from, to, least: flow.sent.least, look: 'several', count: 1 })
  }
  const lines = alone.map(({ from, service, sent, punctuality }) => ({
    ...{ from, to: service, least: sent.least, look: punctuality, count: 1 },
  }))
  // Those drawn later lie on top.
  return [...rest.values(), ...lines]
}

function column(nodes: readonly Drawn[], row: number, total: number, headOf: (node: Drawn) => string | null) {
  const heads: MapHead[] = []
  const height = (node: Drawn) => Math.max(row, node.lines.reduce((sum, line) => sum + line.width, 0) + 8)
  const parts = nodes.map((node) => ({ node, head: headOf(node), height: height(node) }))
  const needed = parts.reduce(
    (sum, part, at) => sum + part.height + (part.head !== null && part.head !== parts[at - 1]?.head ? headRow : 0),
    0,
  )
  // The shorter column is spread over the height of the longer one.
  const gap = total > needed ? (total - needed) / parts.length : 0
  let top = gap / 2
  let before: string | null = null
  for (const part of parts) {
    if (part.head !== null && part.head !== before) {
      heads.push({ need: part.head, top })
      top += headRow
    }
    before = part.head
    Object.assign(part.node, { top, height: part.height })
    top += part.height + gap
  }
  return { heads, height: Math.max(needed, total) }
}

/**
 * Desks on the left by area, services on the right by the need that is asked for, or their first; a line for each flow, as thick as its number. The
 * same map gives the same drawing.
 */
export function layoutOf(
  map: Pick<NetworkMap, 'desks' | 'services' | 'flows'>,
  { all, need: wanted }: { all: boolean; need: string | undefined },
): MapLayout {
  const needOf = (service: MapService): string => wanted ?? service.needs[0] ?? ''
  const sums = sumsBy(
    map.flows,
    ({ service }) => service,
    ({ sent }) => sent.least,
  )
  const own = ownRows(map.services, sums, all)
  const serviceBy = new Map(map.services.map((service) => [service.id, service]))
  const rowOf = (id: string) => `need:${needOf(serviceBy.get(id) as MapService)}`
  const flows = joined(map.flows, own, all ? LINES.all : LINES.some, rowOf)
  const most = Math.max(1, ...flows.map(({ least }) => least))
  // As thick as there is room for: a dense map is drawn finer, not taller.
  const parts = flows.reduce((sum, { least }) => sum + least / most, 0)
  const room = new Set(flows.map(({ to }) => to)).size * serviceRow
  const thickest = Math.min(24, room / parts)
  const lines = flows.map((flow) => ({ ...flow, width: Math.max(0.75, (thickest * flow.least) / most) }))

  const leavingFrom = Map.groupBy(lines, ({ from }) => from)
  const comingTo = Map.groupBy(lines, ({ to }) => to)
  const drawn = (node: Pick<MapNode, 'key' | 'side' | 'name' | 'under' | 'several'>, mine: Drawn['lines']): Drawn => ({
    ...node,
    ...{ top: 0, height: 0, lines: mine },
    least: mine.reduce((sum, { least }) => sum + least, 0),
  })

  const left = map.desks
    .filter(({ code }) => leavingFrom.has(code))
    .sort((one, other) => one.area.localeCompare(other.area, 'it') || byName(named(one), named(other)))
    .map(({ code, name, area }) =>
      drawn({ key: code, side: 'desk', name, under: area, several: null }, leavingFrom.get(code) ?? []),
    )
  const rows = [...comingTo].filter(([to]) => !serviceBy.has(to))
  const right = [
    ...map.services
      .filter(({ id }) => own.has(id))
      .map((service) => {
        const { id, name, body } = service
        const mine = comingTo.get(id) ?? []
        const node = drawn({ key: id, side: 'service', name, under: body, several: null }, mine)
        return { need: needOf(service), node: { ...node, least: sums.get(id) ?? 0 } }
      }),
    ...rows.map(([key, mine]) => {
      const need = key.slice('need:'.length)
      const several = { need, count: mine.reduce((sum, { count }) => sum + count, 0) }
      return { need, node: drawn({ key, side: 'service', name: '', under: '', several }, mine) }
    }),
  ].sort(
    (one, other) =>
      orderOfNeed(one.need) - orderOfNeed(other.need) ||
      Number(one.node.several !== null) - Number(other.node.several !== null) ||
      other.node.least - one.node.least ||
      byName(one.node, other.node),
  )
  const needBy = new Map(right.map(({ need, node }) => [node.key, need]))
  const services = right.map(({ node }) => node)
  const first = column(services, serviceRow, 0, ({ key }) => needBy.get(key) ?? '')
  const second = column(left, deskRow, first.height, () => null)
  // Once more, if the desks need more room than the services.
  const { heads, height } = column(services, serviceRow, second.height, ({ key }) => needBy.get(key) ?? '')
  return { height, heads, nodes: [...left, ...services].map(withoutLines), lines: pathsOf(left, services) }
}

const named = ({ code, name }: MapDesk) => ({ key: code, name })

const withoutLines = ({ lines: _, ...node }: Drawn): MapNode => node

/** Lines leave and arrive in the order of where they go, so that few cross near the names. */
function pathsOf(left: readonly Drawn[], right: readonly Drawn[]): MapLine[] {
  const topOf = new Map([...left, ...right].map((node) => [node.key, node.top]))
  const ends = (nodes: readonly Drawn[], other: (line: Joined) => string) => {
    const found = new Map<Joined, number>()
    for (const { lines, top, height } of nodes) {
      const sum = lines.reduce((all, { width }) => all + width, 0)
      let y = top + (height - sum) / 2
      for (const line of [...lines].sort((a, b) => (topOf.get(other(a)) ?? 0) - (topOf.get(other(b)) ?? 0))) {
        found.set(line, y + line.width / 2)
        y += line.width
      }
    }
    return found
  }
  const starts = ends(left, ({ to }) => to)
  const stops = ends(right, ({ from }) => from)
  const round = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10
  return left.flatMap(({ lines }) =>
    lines.map((line) => {
      const [y0, y1] = [round(starts.get(line)), round(stops.get(line))]
      const path = `M0 ${y0}C${across / 2} ${y0} ${across / 2} ${y1} ${across} ${y1}`
      return { from: line.from, to: line.to, path, width: round(line.width), look: line.look }
    }),
  )
}
