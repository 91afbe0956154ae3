import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute } from '../shell/desk-route.tsx'

export const intakeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id/presa-in-carico',
  validateSearch: z.object({ contatto: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./IntakePage.tsx'), 'IntakePage'),
})
