import { createHash, randomBytes } from 'node:crypto'
import type { OwnCalendar } from '#model/appointments/contract-own.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { notAllowed } from '../platform/failure.ts'
import { on } from './store.ts'
import type { AppointmentTables } from './tables.ts'

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Where the calendar of a member is read by a phone. */
export const FEED_PATH = '/agenda'
export const FEED_ENDING = 'ics'

const ownAccount = ({ actor }: At): string => {
  if (actor.accountId === null) throw notAllowed('grant')
  return actor.accountId
}

export async function ownCalendar(at: At): Promise<OwnCalendar> {
  const row = await on(at)
    .selectFrom('own_calendar')
    .select(['made_at', 'morning_mail'])
    .where('desk_id', '=', at.desk.id)
    .where('account_id', '=', ownAccount(at))
    .executeTakeFirst()
  return { feedSince: row?.made_at ?? null, morningMail: row?.morning_mail ?? false }
}

type Change = Partial<Pick<AppointmentTables['own_calendar'], 'feed_id' | 'token_hash' | 'made_at' | 'morning_mail'>>

async function keep(at: At, change: Change): Promise<OwnCalendar> {
  const none = { feed_id: null, token_hash: null, made_at: null, morning_mail: false, told_on: null }
  await on(at)
    .insertInto('own_calendar')
    .values({ desk_id: at.desk.id, account_id: ownAccount(at), ...none, ...change })
    .onConflict((conflict) => conflict.columns(['desk_id', 'account_id']).doUpdateSet(change))
    .execute()
  return ownCalendar(at)
}

export const setMorningMail = (at: At, morningMail: boolean) => keep(at, { morning_mail: morningMail })

/** A new address, told once; the one of before opens nothing from now on. */
export async function makeFeed(at: At): Promise<{ path: string; own: OwnCalendar }> {
  const token = randomBytes(32).toString('base64url')
  const own = await keep(at, { feed_id: newId(), token_hash: hashOf(token), made_at: at.now })
  return { path: `${FEED_PATH}/${token}.${FEED_ENDING}`, own }
}

export const endFeed = (at: At) => keep(at, { feed_id: null, token_hash: null, made_at: null })
