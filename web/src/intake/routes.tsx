import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const takingCharge = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id/presa-in-carico',
  beforeLoad: granted('case.write'),
  validateSearch: z.object({ contatto: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./IntakePage.tsx'), 'IntakePage'),
})

const signs = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/segni',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./SignsPage.tsx'), 'SignsPage'),
})

export const intakeRoutes = [takingCharge, signs] as const
