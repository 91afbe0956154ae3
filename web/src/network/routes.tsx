import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { MapPeriod } from '#model/network/contract-map.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const some = z.string().optional().catch(undefined)
const yes = z.literal('si').optional().catch(undefined)

const directory = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete',
  beforeLoad: granted('service.read'),
  validateSearch: z.object({
    parole: some,
    bisogno: some,
    lingua: some,
    zona: some,
    aperto: yes,
    posto: yes,
    senza: yes,
    mostra: z.enum(['stale', 'ours', 'reported', 'retired']).optional().catch(undefined),
    ordine: z.enum(['name', 'assured']).optional().catch(undefined),
    dopo: some,
  }),
  component: lazyRouteComponent(() => import('./DirectoryPage.tsx'), 'DirectoryPage'),
})

const newService = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/nuovo',
  beforeLoad: granted('service.propose'),
  component: lazyRouteComponent(() => import('./NewServicePage.tsx'), 'NewServicePage'),
})

const bodies = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/enti',
  beforeLoad: granted('service.read'),
  component: lazyRouteComponent(() => import('./BodiesPage.tsx'), 'BodiesPage'),
})

const map = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/mappa',
  beforeLoad: granted('service.read'),
  validateSearch: z.object({
    vista: z.enum(['zone']).optional().catch(undefined),
    periodo: MapPeriod.optional().catch(undefined),
    bisogno: some,
    zona: some,
    tutti: yes,
    parole: some,
    ordine: z.enum(['desk', 'service', 'in-time']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./MapPage.tsx'), 'MapPage'),
})

const proposals = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/proposte',
  beforeLoad: granted('service.propose'),
  validateSearch: z.object({ mostra: z.literal('ended').optional().catch(undefined), dopo: some }),
  component: lazyRouteComponent(() => import('./ProposalsPage.tsx'), 'ProposalsPage'),
})

const proposal = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/proposte/$id',
  beforeLoad: granted('service.propose'),
  component: lazyRouteComponent(() => import('./ProposalPage.tsx'), 'ProposalPage'),
})

const list = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/elenco',
  beforeLoad: granted('service.approve'),
  component: lazyRouteComponent(() => import('./ServiceListPage.tsx'), 'ServiceListPage'),
})

const service = createRoute({
  getParentRoute: () => deskRoute,
  path: '/rete/$id',
  beforeLoad: granted('service.read'),
  component: lazyRouteComponent(() => import('./ServicePage.tsx'), 'ServicePage'),
})

export const networkRoutes = [directory, newService, bodies, map, proposals, proposal, list, service] as const
