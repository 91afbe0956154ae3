import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const text = z.string().optional().catch(undefined)

export const glassRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/emergenze',
    beforeLoad: granted('glass.break'),
    validateSearch: z.object({ quali: z.enum(['ours']).optional().catch(undefined), mese: text, dopo: text }),
    component: lazyRouteComponent(() => import('./GlassPage.tsx'), 'GlassPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/emergenze/nuova',
    beforeLoad: granted('glass.break'),
    validateSearch: z.object({ fascicolo: text, invio: z.uuid().optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./NewGlassPage.tsx'), 'NewGlassPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/emergenze/$id',
    beforeLoad: granted('glass.break'),
    component: lazyRouteComponent(() => import('./GlassFilePage.tsx'), 'GlassFilePage'),
  }),
]
