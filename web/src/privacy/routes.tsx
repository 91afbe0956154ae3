import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const day = z.iso.date().optional().catch(undefined)

export const accessesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/accessi',
  beforeLoad: granted('audit.read'),
  validateSearch: z.object({
    tipo: z.enum(['read', 'write', 'all']).optional().catch(undefined),
    chi: z.uuid().optional().catch(undefined),
    scheda: z.uuid().optional().catch(undefined),
    dal: day,
    al: day,
    dopo: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./AccessesPage.tsx'), 'AccessesPage'),
})

export const personPrivacyRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id/privacy',
  beforeLoad: granted('privacy.read'),
  validateSearch: z.object({ dopo: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./PersonPrivacyPage.tsx'), 'PersonPrivacyPage'),
})
