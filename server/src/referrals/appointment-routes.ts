import {
  cancelAppointment,
  confirmAppointment,
  listAppointments,
  openAppointment,
  proposeAppointment,
} from '#model/referrals/contract-appointments.ts'
import type { At } from '../platform/door.ts'
import { type Route, route } from '../platform/route.ts'
import { referralAt } from './acts.ts'
import { appoint, appointmentsNear, presentAppointment } from './appointments.ts'
import { mustStillGo } from './still-covered.ts'
import { sideOf } from './store.ts'

/** Where a person will be is given too: whoever sent says it where that is covered. That nobody is expected may be said always. */
async function tell(at: At, id: string, act: 'propose' | 'confirm', said: Parameters<typeof appoint>[3]) {
  const row = await referralAt(at, id)
  if (sideOf(at, row) === 'sender') await mustStillGo(at, row)
  return appoint(at, id, act, said)
}

export const appointmentRoutes: Route[] = [
  route(openAppointment, async (at, { params }) => presentAppointment(at, await referralAt(at, params.referral))),
  route(proposeAppointment, (at, { params, body: { no, ...words } }) =>
    tell(at, params.referral, 'propose', { no, words }),
  ),
  route(confirmAppointment, (at, { params, body }) => tell(at, params.referral, 'confirm', body)),
  route(cancelAppointment, (at, { params, body }) => appoint(at, params.referral, 'cancel', body)),
  route(listAppointments, async (at) => ({ rows: await appointmentsNear(at) })),
]
