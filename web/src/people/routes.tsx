import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute } from '../shell/desk-route.tsx'

const people = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone',
  validateSearch: z.object({ dopo: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
})

const newPerson = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/nuova',
  component: lazyRouteComponent(() => import('./NewPersonPage.tsx'), 'NewPersonPage'),
})

const person = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id',
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
})

export const peopleRoutes = [people, newPerson, person] as const
