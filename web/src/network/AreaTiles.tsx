import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import type { MapArea } from '#model/network/contract-map.ts'
import type { NetworkMap } from '#model/network/flows.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card, EmptyState } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

type Sums = Map<string, { out: number; in: number }>

/** The areas as tiles where they lie to each other, north up; those without a place follow in a list. */
export function AreaTiles({ map }: { map: NetworkMap }) {
  const { t } = useText()
  const sums = sumsOf(map)
  const placed = map.areas.filter(({ place }) => place !== null)
  const others = map.areas.filter(({ place }) => place === null)
  if (map.areas.length === 0) return <EmptyState>{t('network.map.no-areas')}</EmptyState>
  return (
    <Card title={t('network.map.areas')} count={map.areas.length}>
      <p className="definition">{t('network.map.areas-how')}</p>
      {placed.length > 0 && (
        <ul className="area-tiles area-tiles-placed">
          {placed.map((area) => (
            <Tile key={area.name} area={area} sums={sums} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          {placed.length > 0 && <h3>{t('network.map.areas-elsewhere')}</h3>}
          <ul className="area-tiles">
            {others.map((area) => (
              <Tile key={area.name} area={area} sums={sums} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

/** Its place on the grid, where there is room for one. */
const at = ({ column, row }: NonNullable<MapArea['place']>) => ({ '--column': column, '--row': row }) as CSSProperties

function Tile({ area: { name, desks, services, stale, place }, sums }: { area: MapArea; sums: Sums }) {
  const { t } = useText()
  const desk = useDesk()
  const flow = sums.get(name)
  return (
    <li className="area-tile" {...(place && { style: at(place) })}>
      <Link to="/$desk/rete" params={{ desk: desk.code }} search={{ zona: name }}>
        {name}
      </Link>
      <span>
        {t('network.map.area-desks', { count: desks.length })}, {t('network.map.area-services', { count: services })}
      </span>
      {stale > 0 && <span>{t('network.map.area-stale', { count: stale })}</span>}
      {flow && flow.out > 0 && <span>{t('network.map.area-out', { least: flow.out })}</span>}
      {flow && flow.in > 0 && <span>{t('network.map.area-in', { least: flow.in })}</span>}
    </li>
  )
}

/** Referrals from desks and to services of each area, by the flows that are shown. */
function sumsOf({ areas, desks, services, flows }: NetworkMap): Sums {
  const areaOfDesk = new Map(desks.map(({ code, area }) => [code, area]))
  const areaOfService = new Map(services.map(({ id, area }) => [id, area]))
  const sums: Sums = new Map(areas.map(({ name }) => [name, { out: 0, in: 0 }]))
  for (const { from, service, sent } of flows) {
    const [source, goal] = [sums.get(areaOfDesk.get(from) ?? ''), sums.get(areaOfService.get(service) ?? '')]
    if (source) source.out += sent.least
    if (goal) goal.in += sent.least
  }
  return sums
}
