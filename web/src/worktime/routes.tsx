import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const worktimeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/orari',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./HoursPage.tsx'), 'HoursPage'),
})
