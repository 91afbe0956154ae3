import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Id } from '#model/endpoint.ts'
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

const arrival = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/arrivo',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    /** The form that is open; `quale`: the payment or decision, a new one without it. */
    apri: z.enum(['arrivo', 'pagamento', 'decisione']).optional().catch(undefined),
    quale: Id.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./ArrivalPage.tsx'), 'ArrivalPage'),
})

export const intakeRoutes = [takingCharge, signs, arrival] as const
