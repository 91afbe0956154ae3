import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const some = z.string().optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)

const contacts = createRoute({
  getParentRoute: () => deskRoute,
  path: '/contatti',
  beforeLoad: granted('contact.read'),
  validateSearch: z.object({
    mostra: z.enum(['all', 'mine', 'named', 'anonymous', 'waiting']).optional().catch(undefined),
    dal: day,
    al: day,
    canale: some,
    settore: some,
    ordine: z.enum(['newest', 'oldest']).optional().catch(undefined),
    dopo: some,
  }),
  component: lazyRouteComponent(() => import('./ContactListPage.tsx'), 'ContactListPage'),
})

const newContact = createRoute({
  getParentRoute: () => deskRoute,
  path: '/contatti/nuovo',
  beforeLoad: granted('contact.write'),
  validateSearch: z.object({ persona: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./NewContactPage.tsx'), 'NewContactPage'),
})

const contact = createRoute({
  getParentRoute: () => deskRoute,
  path: '/contatti/$id',
  beforeLoad: granted('contact.read'),
  validateSearch: z.object({ persona: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./ContactPage.tsx'), 'ContactPage'),
})

export const outreachRoutes = [contacts, newContact, contact] as const
