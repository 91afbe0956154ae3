import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const intakeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id/presa-in-carico',
  beforeLoad: granted('case.write'),
  validateSearch: z.object({ contatto: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./IntakePage.tsx'), 'IntakePage'),
})
