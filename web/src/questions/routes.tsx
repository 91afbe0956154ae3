import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Id } from '#model/endpoint.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const questions = createRoute({
  getParentRoute: () => deskRoute,
  path: '/domande',
  beforeLoad: granted('case.read'),
  validateSearch: z.object({
    /** The question that is being written. */
    apri: z
      .union([z.literal('nuova'), Id])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./QuestionsPage.tsx'), 'QuestionsPage'),
})

const ofCase = createRoute({
  getParentRoute: () => deskRoute,
  path: '/casi/$id/domande',
  beforeLoad: granted('case.read'),
  component: lazyRouteComponent(() => import('./CaseAnswersPage.tsx'), 'CaseAnswersPage'),
})

const ofPerson = createRoute({
  getParentRoute: () => deskRoute,
  path: '/persone/$id/domande',
  beforeLoad: granted('person.read'),
  component: lazyRouteComponent(() => import('./PersonAnswersPage.tsx'), 'PersonAnswersPage'),
})

export const questionRoutes = [questions, ofCase, ofPerson] as const
