import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { deskRoute, granted } from '../shell/desk-route.tsx'

export const lettersRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/lettere',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./LettersPage.tsx'), 'LettersPage'),
})

export const letterTemplatesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/modelli-lettere',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./LetterTemplatesPage.tsx'), 'LetterTemplatesPage'),
})
