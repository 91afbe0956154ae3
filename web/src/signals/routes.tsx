import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const list = z.object({
  mostra: z.enum(['waiting']).optional().catch(undefined),
  dopo: z.string().optional().catch(undefined),
})

export const signalRoutes = [
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/segnalazioni',
    beforeLoad: granted('signal.answer'),
    validateSearch: list,
    component: lazyRouteComponent(() => import('./SignalListPage.tsx'), 'SignalListPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/segnalazioni/$id',
    beforeLoad: granted('signal.answer'),
    component: lazyRouteComponent(() => import('./SignalPage.tsx'), 'SignalPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/segnalate',
    beforeLoad: granted('signal.send'),
    validateSearch: list,
    component: lazyRouteComponent(() => import('./SentSignalsPage.tsx'), 'SentSignalsPage'),
  }),
  createRoute({
    getParentRoute: () => deskRoute,
    path: '/segnalate/nuova',
    beforeLoad: granted('signal.send'),
    component: lazyRouteComponent(() => import('./NewSignalPage.tsx'), 'NewSignalPage'),
  }),
]
