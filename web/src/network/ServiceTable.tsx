import { Link, useSearch } from '@tanstack/react-router'
import { needs } from '#model/codes/needs.ts'
import type { ServiceLine } from '#model/network/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { AssuredChip, OpenChip, placesOf } from './ServiceChips.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The directory as it was filtered when a service was opened from it. */
    directory?: Record<string, unknown>
  }
}

/** Services as rows. */
export function ServiceTable({ rows }: { rows: readonly ServiceLine[] }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const search = useSearch({ from: '/signed-in/$desk/rete' })
  const columns: Column<ServiceLine>[] = [
    {
      key: 'name',
      head: t('network.field.name'),
      cell: (service) => (
        <>
          <Link
            className="row-link"
            to="/$desk/rete/$id"
            params={{ desk: desk.code, id: service.id }}
            state={{ directory: search }}
          >
            {service.name}
          </Link>
          <small className="under">{service.organisation.name}</small>
          {service.phone && (
            <a className="under" href={`tel:${service.phone.replace(/[^+\d]/g, '')}`}>
              {service.phone}
            </a>
          )}
        </>
      ),
    },
    { key: 'area', head: t('network.field.area'), cell: (service) => service.area || '–' },
    { key: 'needs', head: t('network.field.needs'), cell: (service) => codes.several(needs, service.needs) },
    { key: 'open', head: t('network.open'), cell: (service) => <OpenChip openNow={service.openNow} /> },
    {
      key: 'room',
      head: t('network.places'),
      cell: ({ capacity }) =>
        capacity?.free === 0 ? <Chip icon="closed">{t('network.full')}</Chip> : placesOf(capacity, t) || '–',
    },
    { key: 'assured', head: t('network.assured'), cell: (service) => <AssuredChip {...service} /> },
  ]
  return <Table caption={t('network.title')} columns={columns} rows={rows} rowKey={(service) => service.id} keys />
}
