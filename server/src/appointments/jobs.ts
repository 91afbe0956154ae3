import { WALK_IN_DAYS } from '#model/appointments/contract-queue.ts'
import { stateAfter } from '#model/appointments/rules.ts'
import { isoOf, millisecondsOf, timeOfDay } from '#model/calendar.ts'
import { membersWith } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { type At, enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById } from '../platform/job.ts'
import { forgetWalkIns } from './queue.ts'
import { appointmentsBetween, on } from './store.ts'

const system = houseActor('system')

/** The morning, on clocks in Italy: whoever is told later is told nothing. */
const isMorning = (now: string): boolean => timeOfDay(now) >= '06:30' && timeOfDay(now) < '10:00'

/** Members who want a mail and were not told today. */
const toTell = (at: At) =>
  on(at)
    .selectFrom('own_calendar')
    .select('account_id')
    .where('desk_id', '=', at.desk.id)
    .where('morning_mail', '=', true)
    .where((where) => where.or([where('told_on', 'is', null), where('told_on', '<', at.today as string)]))

/** Tells each how many appointments the day has; nobody is told of none. Two runs at once: the second finds what the first has told. */
async function tell(at: At): Promise<void> {
  const rows = await toTell(at).forUpdate().execute()
  const members = await membersWith(at, 'appointment.read')
  const today = (await appointmentsBetween(at, at.today, at.today)).filter(({ act }) => stateAfter(act) === 'planned')
  for (const { account_id: account } of rows) {
    const count = today.filter(({ colleagues }) => colleagues.includes(account)).length
    if (count > 0 && members.includes(account)) await askMail(at, { member: account }, 'appointments-today', count)
    await on(at)
      .updateTable('own_calendar')
      .set({ told_on: at.today as string })
      .where('desk_id', '=', at.desk.id)
      .where('account_id', '=', account)
      .execute()
  }
}

const hasOld = async (at: At): Promise<boolean> =>
  (await on(at)
    .selectFrom('walk_in')
    .select('id')
    .where('desk_id', '=', at.desk.id)
    .where('arrived_at', '<', isoOf(millisecondsOf(at.now) - WALK_IN_DAYS * 86_400_000))
    .limit(1)
    .executeTakeFirst()) !== undefined

/** In the morning tells whoever wants it how many appointments the day has; at any hour lets go who came a week ago. */
export async function tendCalendarOf(house: House, deskId: string): Promise<void> {
  const desk = await deskById(house, { id: deskId })
  if (!desk) return
  const morning = isMorning(house.clock())
  const due = await enterDesk(house, desk, system, 'read', async (at) => ({
    mails: morning && (await toTell(at).execute()).length > 0,
    old: await hasOld(at),
  }))
  if (due.mails) await enterDesk(house, desk, system, null, tell)
  if (due.old) await enterDesk(house, desk, system, null, forgetWalkIns)
}
