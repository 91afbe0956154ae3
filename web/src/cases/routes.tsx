import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const some = z.string().optional().catch(undefined)

const today = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./TodayPage.tsx'), 'TodayPage'),
})

const cases = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    stato: z.enum(['open', 'closed', 'all']).optional().catch(undefined),
    segue: some,
    bisogno: some,
    profilo: some,
    ordine: z.enum(['activity', 'opened', 'waiting']).optional().catch(undefined),
    dopo: some,
  }),
  component: lazyRouteComponent(() => import('./CaseListPage.tsx'), 'CaseListPage'),
})

const oneCase = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./CasePage.tsx'), 'CasePage'),
})

export const caseRoutes = [today, cases, oneCase] as const
