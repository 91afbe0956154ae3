import { peopleOf } from '#model/appointments/conflicts.ts'
import { WALK_IN_DAYS } from '#model/appointments/contract-queue.ts'
import { stateAfter } from '#model/appointments/rules.ts'
import { isoOf, millisecondsOf, timeOfDay, weekdayOf } from '#model/calendar.ts'
import { reachOf } from '#model/grants.ts'
import { personsFollowedBy } from '../cases/asks.ts'
import { endingOf } from '../documents/asks.ts'
import { membersOf } from '../identity/asks.ts'
import { askMail } from '../mails/asks.ts'
import { type At, enterDesk, type House, houseActor } from '../platform/door.ts'
import { deskById } from '../platform/job.ts'
import { standInsOf } from '../team/asks.ts'
import { withMediators } from './places.ts'
import { forgetWalkIns } from './queue.ts'
import { appointmentsBetween, on } from './store.ts'

const system = houseActor('system')
const MONDAY = 1

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

/** On Mondays, of how many documents end soon or ended in the open cases that each of these members follows. */
async function endingFor(at: At, accounts: readonly string[]): Promise<Map<string, number>> {
  if (weekdayOf(at.today) !== MONDAY) return new Map()
  const followed = await personsFollowedBy(at, accounts)
  const ending = await endingOf(at, [...new Set([...followed.values()].flat())])
  const sum = (persons: readonly string[]) => persons.reduce((all, person) => all + (ending.get(person) ?? 0), 0)
  return new Map([...followed].map(([account, persons]) => [account, sum(persons)]))
}

/** Tells each how many appointments the day has, and on Mondays how many documents end; nobody is told of none. Two runs at once: the second finds what the first has told. */
async function tell(at: At): Promise<void> {
  const rows = await toTell(at).forUpdate().execute()
  const everybody = await membersOf(at)
  const members = everybody.filter(({ grants }) => grants.includes('appointment.read')).map(({ id }) => id)
  // Of documents in cases that they cannot open nobody is told, not even how many.
  const wide = everybody.filter(({ roles }) => reachOf(roles) === 'desk').map(({ id }) => id)
  const ending = await endingFor(
    at,
    rows.map(({ account_id }) => account_id).filter((account) => members.includes(account)),
  )
  const today = await withMediators(
    at,
    (await appointmentsBetween(at, at.today, at.today)).filter(({ act }) => stateAfter(act) === 'planned'),
  )
  for (const { account_id: account } of rows) {
    const count = today.filter((step) => peopleOf(step).includes(account)).length
    const ends = ending.get(account) ?? 0
    // Whoever stands in is told what the absent colleague is told.
    for (const member of [account, ...(await standInsOf(at, account))]) {
      if (count > 0 && members.includes(member)) await askMail(at, { member }, 'appointments-today', count)
      if (ends > 0 && members.includes(member) && (member === account || wide.includes(member)))
        await askMail(at, { member }, 'documents-expiring', ends)
    }
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

/** In the morning tells whoever wants it how many appointments the day has, and on Mondays how many documents end; at any hour lets go who came a week ago. */
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
