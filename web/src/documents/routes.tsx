import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { DocumentCode, GoalCode } from '#model/documents/documents.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const documentsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/documenti',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    per: GoalCode.optional().catch(undefined),
    documento: DocumentCode.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./DocumentsPage.tsx'), 'DocumentsPage'),
})
