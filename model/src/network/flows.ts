import type { FlowColumns, ToldMap } from './contract-map.ts'

/** A figure as a reader may know it: the same twice where it is exact; `most: null` where only the least is said. */
export type Figure = { least: number; most: number | null }

/** What of a flow stands in the tally. */
export type Counts = { sent: number; inTime: number; late: number; unanswered: number; withdrawn: number }

/** How many of those that were answered, or ended without an answer, were answered in their time. */
export const punctualities = ['most', 'some', 'few', 'unsaid'] as const
export type Punctuality = (typeof punctualities)[number]

/** Fewer than this leave no desk: not as a figure, nor as what a share is made of. */
export const LEAST = 5

const steps = [1, LEAST, 10, 20, 50, 100, 200, 500, 1_000]

/** A count in a step that tells no small number, nor how two figures differ. */
export function stepOf(count: number): Figure {
  const at = steps.findLastIndex((step) => step <= count)
  const above = steps[at + 1]
  return { least: steps[at] ?? 0, most: above === undefined ? null : above - 1 }
}

export function punctualityOf({ inTime, late, unanswered }: Counts): Punctuality {
  const ended = inTime + late + unanswered
  if (ended < LEAST) return 'unsaid'
  const share = inTime / ended
  return share >= 0.8 ? 'most' : share >= 0.5 ? 'some' : 'few'
}

/** What a reader is shown of a flow. */
export type Shown = { sent: Figure; punctuality: Punctuality; counts: Counts | null }

/**
 * A flow of the reader's own desk as it is. One between others in steps; under five it is told in a whole year alone, as
 * "fewer than five": told by quarter too, four quarters with somebody in each and fewer than five in the year would be four
 * times one. A quarter and a year are the only periods, and nothing is ever summed before it is stepped: there are no two
 * answers whose difference is a small number (`flows.test.ts`).
 */
export function shownOf(counts: Counts, { own, quarter }: { own: boolean; quarter: boolean }): Shown | null {
  if (counts.sent <= 0) return null
  const punctuality = punctualityOf(counts)
  if (own) return { sent: { least: counts.sent, most: counts.sent }, punctuality, counts }
  if (quarter && counts.sent < LEAST) return null
  return { sent: stepOf(counts.sent), punctuality, counts: null }
}

/** Referrals from a desk to a service in a period; `from` and `to` are codes, `to: null` a body without an account. */
export type Flow = Shown & { from: string; service: string; to: string | null }
/** The map with its flows one by one. */
export type NetworkMap = Omit<ToldMap, 'flows'> & { flows: Flow[] }

export function columnsOf(
  flows: readonly Flow[],
  { desks, services }: Pick<ToldMap, 'desks' | 'services'>,
): FlowColumns {
  const deskAt = new Map(desks.map(({ code }, at) => [code, at]))
  const serviceAt = new Map(services.map(({ id }, at) => [id, at]))
  return {
    from: flows.map(({ from }) => deskAt.get(from) as number),
    service: flows.map(({ service }) => serviceAt.get(service) as number),
    to: flows.map(({ to }) => (to === null ? null : (deskAt.get(to) as number))),
    least: flows.map(({ sent }) => sent.least),
    most: flows.map(({ sent }) => sent.most),
    punctuality: flows.map(({ punctuality }) => punctualities.indexOf(punctuality)),
    counts: flows.map(({ counts }) => counts),
  }
}

/** What `columnsOf` took apart. */
export function unfolded({ flows, ...map }: ToldMap): NetworkMap {
  const { from, service, to, least, most, punctuality, counts } = flows
  const codeAt = (place: number | null | undefined) => map.desks[place ?? -1]?.code ?? null
  return {
    ...map,
    flows: from.map((place, at) => ({
      from: codeAt(place) ?? '',
      service: map.services[service[at] ?? -1]?.id ?? '',
      to: codeAt(to[at]),
      sent: { least: least[at] ?? 0, most: most[at] ?? null },
      punctuality: punctualities[punctuality[at] ?? -1] ?? 'unsaid',
      counts: counts[at] ?? null,
    })),
  }
}
