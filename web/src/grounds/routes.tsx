import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const textsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/informative',
  beforeLoad: granted('privacy.read'),
  component: lazyRouteComponent(() => import('./TextsPage.tsx'), 'TextsPage'),
})
