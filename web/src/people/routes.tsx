import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const people = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone',
  beforeLoad: granted('person.read'),
  validateSearch: z.object({ dopo: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
})

const newPerson = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/nuova',
  beforeLoad: granted('person.write'),
  component: lazyRouteComponent(() => import('./NewPersonPage.tsx'), 'NewPersonPage'),
})

const person = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id',
  beforeLoad: granted('person.read'),
  validateSearch: z.object({
    apri: z.enum(['contatto', 'familiare', 'minore']).optional().catch(undefined),
    quale: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
})

export const peopleRoutes = [people, newPerson, person] as const
