import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const tryoutRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/prova',
  beforeLoad: (given) => {
    granted('tryout.manage')(given)
    if (!given.context.me.desks.find((desk) => desk.code === given.params.desk)?.tryout) throw notFound()
  },
  component: lazyRouteComponent(() => import('./TryoutPage.tsx'), 'TryoutPage'),
})
