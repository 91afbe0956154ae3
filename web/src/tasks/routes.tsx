import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Id } from '#model/endpoint.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'
import { shows } from './shows.ts'

export const tasksRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/compiti',
  beforeLoad: granted('task.read'),
  validateSearch: z.object({
    mostra: z.enum(shows).optional().catch(undefined),
    stato: z.enum(['ended', 'all']).optional().catch(undefined),
    ordine: z.enum(['given']).optional().catch(undefined),
    caso: Id.optional().catch(undefined),
    dopo: z.string().optional().catch(undefined),
    /** The task that is open. */
    apri: Id.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./TasksPage.tsx'), 'TasksPage'),
})
