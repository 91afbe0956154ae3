import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { AnyDocument, GoalCode } from '#model/documents/documents.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const documentsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/documenti',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    per: GoalCode.optional().catch(undefined),
    documento: AnyDocument.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./DocumentsPage.tsx'), 'DocumentsPage'),
})

export const localDocumentsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/modelli-documenti',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./LocalDocumentsPage.tsx'), 'LocalDocumentsPage'),
})
