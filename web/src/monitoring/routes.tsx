import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const day = z.iso.date().optional().catch(undefined)

export const monitoringRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/monitoraggio',
  beforeLoad: granted('return.read'),
  validateSearch: z.object({ dal: day, al: day, programma: z.string().max(60).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./ReturnPage.tsx'), 'ReturnPage'),
})

export const yearRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/monitoraggio/anno',
  beforeLoad: granted('return.read'),
  validateSearch: z.object({
    anno: z.number().int().min(2000).max(2100).optional().catch(undefined),
    conta: z.enum(['contatti', 'casi']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./YearPage.tsx'), 'YearPage'),
})
