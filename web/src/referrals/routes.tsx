import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const some = z.string().optional().catch(undefined)
const yes = z.literal('si').optional().catch(undefined)

const referrals = createRoute({
  getParentRoute: () => deskRoute,
  path: '/invii',
  beforeLoad: granted('referral.read'),
  validateSearch: z.object({
    verso: z.literal('out').optional().catch(undefined),
    mostra: z.enum(['waiting', 'overdue', 'news', 'unlinked', 'ended']).optional().catch(undefined),
    dopo: some,
  }),
  component: lazyRouteComponent(() => import('./ReferralListPage.tsx'), 'ReferralListPage'),
})

const moves = createRoute({
  getParentRoute: () => deskRoute,
  path: '/invii/riassegna',
  beforeLoad: granted('referral.move'),
  validateSearch: z.object({ da: z.uuid().optional().catch(undefined), a: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./MovesPage.tsx'), 'MovesPage'),
})

const referral = createRoute({
  getParentRoute: () => deskRoute,
  path: '/invii/$id',
  beforeLoad: granted('referral.read'),
  component: lazyRouteComponent(() => import('./ReferralPage.tsx'), 'ReferralPage'),
})

const newReferral = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/invio',
  beforeLoad: granted('referral.write'),
  validateSearch: z.object({
    parole: some,
    bisogno: some,
    lingua: some,
    aperto: yes,
    posto: yes,
    tutti: yes,
    invece: z.uuid().optional().catch(undefined),
    dopo: some,
  }),
  component: lazyRouteComponent(() => import('./NewReferralPage.tsx'), 'NewReferralPage'),
})

export const referralRoutes = [referrals, newReferral, moves, referral] as const
