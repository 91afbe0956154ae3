import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { signedInRoute } from '../shell/desk-route.tsx'
import { rootRoute } from '../shell/root-route.tsx'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accesso',
  validateSearch: z.object({ poi: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
})

export const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profilo',
  component: lazyRouteComponent(() => import('./ProfilePage.tsx'), 'ProfilePage'),
})
