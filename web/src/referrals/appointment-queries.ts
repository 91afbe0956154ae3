import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  Appointment,
  type AppointmentWords,
  cancelAppointment,
  confirmAppointment,
  listAppointments,
  openAppointment,
  proposeAppointment,
} from '#model/referrals/contract-appointments.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

const stands = ({ state }: Appointment) => state === 'proposed' || state === 'confirmed'

/** What the other side proposed comes a moment later: until it is there the page asks again, and not for ever. */
export const appointmentQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', id, 'appointment'],
    queryFn: ({ signal }) => call(openAppointment, { params: { desk, referral: id }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && dataUpdateCount < 12 && stands(data) && data.words === null ? 1_500 : false,
  })

export const appointmentsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'appointments'],
    queryFn: ({ signal }) => call(listAppointments, { params: { desk }, signal }),
  })

/** Each answers how it stands then, also where the other side was first. */
export function useAppointmentActs(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, referral: id }
  const shown = (appointment: Appointment) => {
    client.setQueryData(appointmentQuery(desk, id).queryKey, appointment)
    void client.invalidateQueries({ queryKey: appointmentsQuery(desk).queryKey })
  }
  const then = async (doing: Promise<Appointment>): Promise<void> => {
    try {
      shown(await doing)
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Appointment.safeParse(error.current) : null
      if (now?.success) shown(now.data)
      throw error
    }
  }
  return {
    propose: (no: number, words: AppointmentWords) =>
      then(call(proposeAppointment, { params, body: { no, ...words } })),
    confirm: (no: number) => then(call(confirmAppointment, { params, body: { no } })),
    cancel: (no: number) => then(call(cancelAppointment, { params, body: { no } })),
  }
}
