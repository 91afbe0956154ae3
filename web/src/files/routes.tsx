import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const filesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/file',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./FilesPage.tsx'), 'FilesPage'),
})
