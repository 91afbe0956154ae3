import { createRoute, notFound, Outlet, redirect } from '@tanstack/react-router'
import type { Grant } from '#model/grants.ts'
import type { Me } from '#model/identity/contract.ts'
import { CallError } from '../call.ts'
import { meQuery } from '../identity/queries.ts'
import { BrokenPage, MissingPage } from './CalmPages.tsx'
import { rootRoute } from './root-route.tsx'
import { Shell } from './Shell.tsx'

/** Everything behind the sign-in. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.client.ensureQueryData(meQuery) }
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'sign-in') throw error
      throw redirect({ to: '/accesso', search: location.pathname === '/' ? {} : { poi: location.href } })
    }
  },
  component: Shell,
})

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const desk = context.me.desks[0]
    if (desk) throw redirect({ to: '/$desk', params: { desk: desk.code }, replace: true })
  },
  component: MissingPage,
})

/** A desk of which the account is a member; of any other nothing is said. */
export const deskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/$desk',
  beforeLoad: ({ context, params }) => {
    if (!context.me.desks.some((desk) => desk.code === params.desk)) throw notFound()
  },
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
})

/** A page that needs a grant: to who does not have it here, there is nothing at this address. */
export function granted(grant: Grant) {
  return <P extends { desk: string }>({ context, params }: { context: { me: Me }; params: P }) => {
    if (!context.me.desks.find((desk) => desk.code === params.desk)?.grants.includes(grant)) throw notFound()
  }
}
