import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Id } from '#model/endpoint.ts'
import { Moment } from '#model/pathway/contract.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const templatesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/modelli',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
})

export const pathwayRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/percorso',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    /** The goal or step that is open. */
    obiettivo: z
      .union([z.literal('nuovo'), z.literal('modello'), Id])
      .optional()
      .catch(undefined),
    passo: Id.optional().catch(undefined),
    /** The outcome after the closing that is being written. */
    esito: Moment.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./PathwayPage.tsx'), 'PathwayPage'),
})
