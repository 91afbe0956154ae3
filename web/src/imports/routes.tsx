import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const imports = createRoute({
  getParentRoute: () => deskRoute,
  path: '/importazione',
  beforeLoad: granted('import.run'),
  component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
})

const importRun = createRoute({
  getParentRoute: () => deskRoute,
  path: '/importazione/$id',
  beforeLoad: granted('import.run'),
  validateSearch: z.object({ dopo: z.number().int().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
})

export const importRoutes = [imports, importRun] as const
