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
