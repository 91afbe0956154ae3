import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { CivilDate } from '#model/calendar.ts'
import { Id } from '#model/endpoint.ts'
import { deskRoute, granted } from '../shell/desk-route.tsx'

const day = CivilDate.optional().catch(undefined)
/** Beyond these nobody planned anything, and weeks run out: then it is today. */
const shown = CivilDate.refine((each) => each >= '1900' && each < '3000')
  .optional()
  .catch(undefined)
const id = Id.optional().catch(undefined)

export const agendaRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda',
  beforeLoad: granted('appointment.read'),
  validateSearch: z.object({
    giorno: shown,
    vista: z.enum(['giorno', 'settimana', 'elenco']).optional().catch(undefined),
    /** Whose: `tutti`, or the id of a colleague, a room or who mediates; the own ones if it is not said. */
    di: z
      .union([z.literal('tutti'), Id])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./AgendaPage.tsx'), 'AgendaPage'),
})

export const newBookingRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda/nuovo',
  beforeLoad: granted('appointment.write'),
  validateSearch: z.object({
    caso: id,
    giorno: day,
    ora: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./NewBookingPage.tsx'), 'NewBookingPage'),
})

export const bookingRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda/$id',
  beforeLoad: granted('appointment.read'),
  component: lazyRouteComponent(() => import('./BookingPage.tsx'), 'BookingPage'),
})

export const queueRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda/coda',
  beforeLoad: granted('appointment.read'),
  component: lazyRouteComponent(() => import('./QueuePage.tsx'), 'QueuePage'),
})

export const placesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda/stanze',
  beforeLoad: granted('appointment.read'),
  component: lazyRouteComponent(() => import('./PlacesPage.tsx'), 'PlacesPage'),
})

export const ownCalendarRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/agenda/mia',
  beforeLoad: granted('appointment.read'),
  component: lazyRouteComponent(() => import('./OwnCalendarPage.tsx'), 'OwnCalendarPage'),
})

export const appointmentRoutes = [agendaRoute, newBookingRoute, queueRoute, placesRoute, ownCalendarRoute, bookingRoute]
