import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Role } from '#model/grants.ts'
import { orders } from '#model/team/workload.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const workloadRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/carico',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    ruolo: Role.optional().catch(undefined),
    ordine: z.enum(orders).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./WorkloadPage.tsx'), 'WorkloadPage'),
})

const handoverRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/carico/$account',
  beforeLoad: granted('case.assign'),
  component: lazyRouteComponent(() => import('./HandoverPage.tsx'), 'HandoverPage'),
})

export const teamRoutes = [workloadRoute, handoverRoute] as const
