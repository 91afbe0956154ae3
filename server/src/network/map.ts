import { sql } from 'kysely'
import { fold } from '#model/codes/fold.ts'
import type { Need } from '#model/codes/needs.ts'
import { areaPlaceOf } from '#model/network/area-places.ts'
import { type MapArea, MOST_FLOWS, type ToldMap } from '#model/network/contract-map.ts'
import { type Counts, columnsOf, type Flow, shownOf } from '#model/network/flows.ts'
import { staleBefore } from '#model/network/rules.ts'
import type { At } from '../platform/door.ts'
import { type Tally, tallyOf, yearsOf } from './tally.ts'

type ServiceHere = {
  id: string
  name: string
  body: string
  area: string
  live: boolean
  stale: boolean
  needs: Need[]
}
type DeskHere = { id: string; code: string; name: string; area: string; body: string }

async function placesOf(at: At): Promise<{ desks: DeskHere[]; services: ServiceHere[] }> {
  const ofNetwork = at.desk.networkId
  const [desks, services] = await Promise.all([
    sql<DeskHere>`
      select d.id, d.code, d.name, coalesce(d.area, '') as area, o.code as body
      from desk d join organisation o on o.id = d.organisation_id
      where d.network_id = ${ofNetwork} and not d.tryout order by d.name, d.code`.execute(at.tx),
    sql<ServiceHere>`
      select s.id, s.name, o.name as body, s.area, s.state = 'live' as live, s.assured_on < ${staleBefore(at.today)} as stale,
        s.facts -> 'needs' as needs
      from service s join organisation o on o.network_id = s.network_id and o.id = s.organisation_id
      where s.network_id = ${ofNetwork} order by s.name, s.id`.execute(at.tx),
  ])
  return { desks: desks.rows, services: services.rows }
}

/** Areas that have a desk or a live service, those with a place in the drawing first. */
function areasOf(desks: readonly DeskHere[], services: readonly ServiceHere[]): MapArea[] {
  const areas = new Map<string, MapArea>()
  const areaNamed = (name: string): MapArea => {
    const known = areas.get(fold(name)) ?? { name, desks: [], services: 0, stale: 0, place: null }
    areas.set(fold(name), known)
    return known
  }
  for (const desk of desks) {
    if (!desk.area) continue
    const area = areaNamed(desk.area)
    area.desks.push({ code: desk.code, name: desk.name })
    area.place ??= areaPlaceOf(desk.body)
  }
  for (const { area: name, live, stale } of services) {
    if (!name || !live) continue
    const area = areaNamed(name)
    area.services += 1
    if (stale) area.stale += 1
  }
  return [...areas.values()].sort((one, other) => one.name.localeCompare(other.name, 'it'))
}

type Wanted = { period?: string | undefined; need?: Need | undefined; area?: string | undefined }

/**
 * The map as this reader may see it. Filters pick whole flows and never change a figure: what is masked cannot be had by
 * asking twice. Flows of the own desk are exact for those who may open its referrals.
 */
export async function networkMap(at: At, { period = at.today.slice(0, 4), need, area }: Wanted): Promise<ToldMap> {
  const [tally, years, here] = await Promise.all([tallyOf(at, period), yearsOf(at), placesOf(at)])
  const deskBy = new Map(here.desks.map((desk) => [desk.id, desk]))
  const serviceBy = new Map(here.services.map((service) => [service.id, service]))
  const placedDesks = tally.desks.map((id) => deskBy.get(id))
  const placedServices = tally.services.map((id) => serviceBy.get(id))
  const mayOpen = at.actor.reach === 'desk' && at.actor.grants.includes('referral.read')
  const wantedArea = area && fold(area)
  const isThere = (name: string) => !wantedArea || fold(name) === wantedArea
  const answers = (service: ServiceHere) => !need || service.needs.includes(need)
  const quarter = period.includes('-')

  const flows: Flow[] = []
  for (const [row, place] of tally.from_desk.entries()) {
    const [from, to] = [placedDesks[place], placedDesks[tally.to_desk[row] ?? -1]]
    const service = placedServices[tally.service[row] ?? -1]
    if (!from || !service || !answers(service) || !(isThere(from.area) || isThere(service.area))) continue
    const own = mayOpen && (from.id === at.desk.id || to?.id === at.desk.id)
    const shown = shownOf(countsAt(tally, row), { own, quarter })
    if (shown) flows.push({ from: from.code, service: service.id, to: to?.code ?? null, ...shown })
  }
  const inOrder = (one: Flow, other: Flow) =>
    other.sent.least - one.sent.least ||
    byText(one.from, other.from) ||
    byText(one.service, other.service) ||
    byText(one.to ?? '', other.to ?? '')
  const told = flows.sort(inOrder).slice(0, MOST_FLOWS)
  const reached = new Set(told.map((flow) => flow.service))
  const desks = here.desks.map(({ code, name, area: where }) => ({ code, name, area: where }))
  const services = here.services.filter(({ id }) => reached.has(id))
  return {
    period,
    years,
    desks,
    services,
    flows: columnsOf(told, { desks, services }),
    quiet: here.services.filter((each) => each.live && answers(each) && isThere(each.area) && !reached.has(each.id))
      .length,
    left: flows.length - told.length,
    areas: areasOf(here.desks, here.services),
  }
}

const byText = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1)

const countsAt = (tally: Tally, row: number): Counts => ({
  sent: tally.sent[row] ?? 0,
  inTime: tally.inTime[row] ?? 0,
  late: tally.late[row] ?? 0,
  unanswered: tally.unanswered[row] ?? 0,
  withdrawn: tally.withdrawn[row] ?? 0,
})
