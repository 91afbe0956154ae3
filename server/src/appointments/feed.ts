import { peopleOf } from '#model/appointments/conflicts.ts'
import { calendarFile } from '#model/appointments/ics.ts'
import { stateAfter } from '#model/appointments/rules.ts'
import { addDays } from '#model/calendar.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { label } from '#model/codes/code-list.ts'
import { mailOfMember, membersWith } from '../identity/asks.ts'
import { type Db, transaction } from '../platform/db.ts'
import type { At, House } from '../platform/door.ts'
import type { LinkFeed } from '../platform/link-feed.ts'
import type { Opened } from '../platform/link-pages.ts'
import { agreedFor } from './of-referrals.ts'
import { FEED_ENDING, FEED_PATH, hashOf } from './own.ts'
import { calendarPlaces, withMediators } from './places.ts'
import { appointmentsBetween } from './store.ts'
import type { AppointmentTables } from './tables.ts'

/** Days before and after today that a phone is told of. */
const BEFORE = 31
const AHEAD = 183

/** What stands in it besides rooms, and the kinds of meetings of the desk. */
const words = { it: { name: 'Agenda', one: 'Appuntamento' }, en: { name: 'Calendar', one: 'Appointment' } }

/** Whose address it is. One that was switched off or made anew has no hash any more: it costs what an invented one costs. */
const find = (house: House, token: string): Promise<Opened | undefined> =>
  transaction(house.platform, null, async (tx: Db<AppointmentTables>) => {
    const row = await tx
      .selectFrom('own_calendar')
      .select(['desk_id as desk', 'feed_id as id', 'account_id as recordId'])
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirst()
    return row?.id ? { ...row, id: row.id } : undefined
  })

/**
 * The own appointments of whoever made the address, as long as that one is a member who may read the calendar. No name, no word,
 * no case: what lies on a phone is out of our hands.
 */
async function file(at: At, { recordId: account }: Opened, house: House): Promise<string | undefined> {
  const member = await mailOfMember(house, at.desk.id, account, at.today)
  if (!member || !(await membersWith(at, 'appointment.read')).includes(account)) return undefined
  const { name, one } = words[member.language]
  const { rooms } = await calendarPlaces(at)
  const [from, to] = [addDays(at.today, -BEFORE), addDays(at.today, AHEAD)]
  const steps = await appointmentsBetween(at, from, to)
  const readsReferrals = (await membersWith(at, 'referral.read')).includes(account)
  const agreed = readsReferrals ? await agreedFor(at, account, from, to) : []
  const own = (await withMediators(at, steps)).filter(
    (step) => stateAfter(step.act) === 'planned' && peopleOf(step).includes(account),
  )
  const uidOf = (id: string) => `${at.vault.tag('feed', id).toString('hex').slice(0, 32)}@varco`
  return calendarFile(name, [
    ...own.map(({ id, no, at: changedAt, day, time, minutes, kind, room, case: caseId }) => ({
      uid: uidOf(id),
      ...{ no, changedAt, day, time, minutes },
      // What it is for says much of a person, on a screen that others see too: it is said of meetings of the desk alone.
      summary: caseId === null ? `${one}: ${label(appointmentKinds, kind, member.language)}` : one,
      room: rooms.find((each) => each.id === room)?.name ?? null,
    })),
    ...agreed.map(({ id, no, changedAt, day, time, minutes }) => ({
      ...{ uid: uidOf(id), no, changedAt, day, time, minutes },
      ...{ summary: one, room: null },
    })),
  ])
}

export const calendarFeed: LinkFeed = {
  path: FEED_PATH,
  ending: FEED_ENDING,
  type: 'text/calendar; charset=utf-8',
  record: 'calendar-feed',
  act: 'readCalendarFeed',
  find,
  file,
}
