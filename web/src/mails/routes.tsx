import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { MailState } from '#model/mails/contract.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const mailsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/avvisi',
  beforeLoad: granted('mail.tend'),
  validateSearch: z.object({
    stato: MailState.optional().catch(undefined),
    dopo: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./MailsPage.tsx'), 'MailsPage'),
})
