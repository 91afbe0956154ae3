import { z } from 'zod'
import { Need } from '../codes/needs.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'

/** A year, or one of its quarters: `2026`, `2026-2`. */
export const MapPeriod = z.string().regex(/^20\d\d(-[1-4])?$/)

const Counts = z.object({
  sent: z.number().int(),
  inTime: z.number().int(),
  late: z.number().int(),
  unanswered: z.number().int(),
  withdrawn: z.number().int(),
})

const Place = z.number().int()

/** Flows by column: at one place of each list stands one flow. As objects, thousands of them would be slow to check and read. */
const FlowColumns = z.object({
  /** Places in the list of desks. */
  from: z.array(Place),
  /** Places in the list of services. */
  service: z.array(Place),
  /** Places in the list of desks; `null`: a body without an account. */
  to: z.array(Place.nullable()),
  least: z.array(z.number().int()),
  most: z.array(z.number().int().nullable()),
  /** Places in `punctualities`. */
  punctuality: z.array(Place),
  /** Of the own desk's flows alone. */
  counts: z.array(Counts.nullable()),
})
export type FlowColumns = z.infer<typeof FlowColumns>

export const MapDesk = z.object({ code: z.string(), name: z.string(), area: z.string() })
export type MapDesk = z.infer<typeof MapDesk>

export const MapService = z.object({
  id: Id,
  name: z.string(),
  body: z.string(),
  area: z.string(),
  needs: z.array(Need),
})
export type MapService = z.infer<typeof MapService>

/** An area (ambito) of the network, with what is in it whatever was filtered. */
export const MapArea = z.object({
  name: z.string(),
  desks: z.array(z.object({ code: z.string(), name: z.string() })),
  services: z.number().int(),
  /** Of these, how many nobody said to be true for 90 days. */
  stale: z.number().int(),
  /** Its place in the drawing, if it has one. */
  place: z.object({ column: z.number().int(), row: z.number().int() }).nullable(),
})
export type MapArea = z.infer<typeof MapArea>

const ToldMap = z.object({
  period: MapPeriod,
  /** Years in which something was sent, and the one at hand. */
  years: z.array(z.number().int()),
  desks: z.array(MapDesk),
  /** Services to which a flow leads. */
  services: z.array(MapService),
  flows: FlowColumns,
  /** Live services that fit the filter and to which no shown flow leads. */
  quiet: z.number().int(),
  /** Flows beyond the most that are told, the smallest ones. */
  left: z.number().int(),
  areas: z.array(MapArea),
})
export type ToldMap = z.infer<typeof ToldMap>

/** Flows that one answer tells at most, the largest first. */
export const MOST_FLOWS = 6_000

export const readNetworkMap = endpoint({
  name: 'readNetworkMap',
  method: 'GET',
  path: '/desks/:desk/network-map',
  access: { grant: 'service.read' },
  summary:
    'Desks, services and areas of the network, and how many referrals go between them; small numbers of others masked',
  params: inDesk(),
  query: z.strictObject({
    /** The year at hand, if it is not said. */
    period: MapPeriod.optional(),
    /** A need that the service answers to: what the persons needed is not told. */
    need: Need.optional(),
    /** Flows from a desk or to a service of this area. */
    area: z.string().max(80).optional(),
  }),
  answer: ToldMap,
})
