import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import { BrokenPage, MissingPage } from './CalmPages.tsx'

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
})
