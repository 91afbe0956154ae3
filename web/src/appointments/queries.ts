import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type Appointment,
  type AppointmentFacts,
  changeAppointment,
  listCaseAppointments,
  listNearAppointments,
  openBooking,
  planAppointment,
  readCalendar,
  type SettlingAct,
  settleAppointment,
  type WholeAppointment,
} from '#model/appointments/contract.ts'
import {
  CalendarPlaces,
  listCalendarPlaces,
  saveMediator,
  savePatronDay,
  saveRoom,
} from '#model/appointments/contract-places.ts'
import { cancelFollowing, moveFollowing, planSeries } from '#model/appointments/contract-series.ts'
import type { CivilDate } from '#model/calendar.ts'
import { holidayNameOn } from '#model/holidays.ts'
import { CallError, call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** The calendar of the desk between two days. */
export const calendarQuery = (desk: string, from: string, to: string) =>
  queryOptions({
    queryKey: [desk, 'calendar', from, to],
    queryFn: ({ signal }) => call(readCalendar, { params: { desk }, query: { from, to }, signal }),
  })

export const bookingQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'calendar', 'one', id],
    queryFn: ({ signal }) => call(openBooking, { params: { desk, appointment: id }, signal }),
  })

export const nearAppointmentsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'calendar', 'near'],
    queryFn: ({ signal }) => call(listNearAppointments, { params: { desk }, signal }),
  })

export const caseAppointmentsQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'calendar', 'case', id],
    queryFn: ({ signal }) => call(listCaseAppointments, { params: { desk, case: id }, signal }),
  })

/** The rooms and who mediates. */
export const placesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'calendar-places'],
    queryFn: ({ signal }) => call(listCalendarPlaces, { params: { desk }, signal }),
  })

/** Which holiday a day is for this desk: a national one, or that of its place, which is asked for where there is a day (`asks`). */
export function useHolidays(asks = true): (day: CivilDate) => string | undefined {
  const desk = useDesk()
  const { data } = useQuery({ ...placesQuery(desk.code), enabled: asks && desk.may('appointment.read') })
  return (day) => holidayNameOn(day, data?.patron.saint ?? null)
}

/** What of an appointment may be changed, as it stands. */
export const factsOf = ({
  day,
  time,
  minutes,
  kind,
  room,
  place,
  colleagues,
  mediator,
  language,
  text,
}: Appointment): AppointmentFacts => ({
  ...{ day, time, minutes, kind, room, place, colleagues, mediator, language, text },
})

/** Everything that can be done with appointments: each answers with how it stands then. */
export function useAppointmentActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = async (answer: Promise<WholeAppointment>) => {
    try {
      const whole = await answer
      client.setQueryData(bookingQuery(desk, whole.id).queryKey, whole)
      // The case says its appointments in its own answer.
      if (whole.case) void client.invalidateQueries({ queryKey: caseQuery(desk, whole.case).queryKey })
      return whole
    } finally {
      // Where somebody else was first, the page shows what that one did.
      void client.invalidateQueries({ queryKey: [desk, 'calendar'] })
    }
  }
  return {
    plan: (body: z.input<typeof planAppointment.body>) => shown(call(planAppointment, { params: { desk }, body })),
    planSeries: (body: z.input<typeof planSeries.body>) => shown(call(planSeries, { params: { desk }, body })),
    moveFollowing: (id: string, no: number, to: { day: CivilDate; time: string }) =>
      shown(call(moveFollowing, { params: { desk, appointment: id }, body: { no, ...to } })),
    cancelFollowing: (id: string, no: number, act: 'cancelled-by-person' | 'cancelled-by-desk', why: string) =>
      shown(call(cancelFollowing, { params: { desk, appointment: id }, body: { no, act, why } })),
    change: (id: string, no: number, facts: AppointmentFacts, why = '') =>
      shown(call(changeAppointment, { params: { desk, appointment: id }, body: { no, ...facts, why } })),
    settle: (id: string, no: number, act: SettlingAct, why = '') =>
      shown(call(settleAppointment, { params: { desk, appointment: id }, body: { no, act, why } })),
  }
}

/** Writes the rooms and who mediates; the page repaints from what stands there then. `false`: somebody else was first, and that is shown. */
export function useWritePlaces() {
  const desk = useDesk().code
  const client = useQueryClient()
  const { queryKey } = placesQuery(desk)
  const shown = async (answer: Promise<CalendarPlaces>): Promise<boolean> => {
    try {
      client.setQueryData(queryKey, await answer)
      return true
    } catch (error) {
      const isMoved = error instanceof CallError && error.code === 'moved-on'
      const now = isMoved ? CalendarPlaces.safeParse(error.current) : null
      if (!now?.success) throw error
      client.setQueryData(queryKey, now.data)
      return false
    }
  }
  return {
    room: (room: string, body: z.input<typeof saveRoom.body>) =>
      shown(call(saveRoom, { params: { desk, room }, body })),
    patron: (body: z.input<typeof savePatronDay.body>) => shown(call(savePatronDay, { params: { desk }, body })),
    mediator: (mediator: string, body: z.input<typeof saveMediator.body>) =>
      shown(call(saveMediator, { params: { desk, mediator }, body })),
  }
}
