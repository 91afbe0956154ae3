import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const conferencesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/conferenze',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./ConferencesPage.tsx'), 'ConferencesPage'),
})
