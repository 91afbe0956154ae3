import type { z } from 'zod'
import {
  type CalendarPlaces,
  type Mediator,
  MOST_PLACES,
  type saveMediator,
  type savePatronDay,
  type saveRoom,
} from '#model/appointments/contract-places.ts'
import { membersWith, namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notPossible, unknownId } from '../platform/failure.ts'
import { patronOf, writePatron } from './patron.ts'
import { on } from './store.ts'

type MediatorWords = Pick<Mediator, 'name' | 'phone' | 'languages'>

const inRoom = (id: string) => ({ in: 'room.words', id }) as const
const inMediator = (id: string) => ({ in: 'mediator.words', id }) as const
const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, 'it')

/** The rooms and who mediates, by name. */
export async function calendarPlaces(at: At): Promise<CalendarPlaces> {
  const [rooms, mediators, nameOf, patron] = await Promise.all([
    on(at).selectFrom('room').selectAll().where('desk_id', '=', at.desk.id).execute(),
    on(at).selectFrom('mediator').selectAll().where('desk_id', '=', at.desk.id).execute(),
    namesOfActors(at),
    patronOf(at),
  ])
  return {
    patron,
    rooms: rooms
      .map(({ id, words, retired, version }) => ({
        id,
        name: at.vault.open<string>(inRoom(id), words),
        retired,
        version,
      }))
      .sort(byName),
    mediators: mediators
      .map(({ id, account_id: account, words, retired, version }) => {
        const told = at.vault.open<MediatorWords>(inMediator(id), words)
        return { ...told, id, account, name: account ? nameOf(`account:${account}`) : told.name, retired, version }
      })
      .sort(byName),
  }
}

/** Room for one more where something new comes; of two who change the same one is first, the other is told. */
async function written(
  at: At,
  before: { version: number }[],
  version: number,
  save: () => Promise<{ version: number } | undefined>,
) {
  if (version === 0 && before.length >= MOST_PLACES) throw notPossible('places-full')
  if (!(await save())) throw movedOn(await calendarPlaces(at))
  return calendarPlaces(at)
}

export async function writeRoom(at: At, id: string, { version, name, retired }: z.output<typeof saveRoom.body>) {
  const row = { words: at.vault.seal(inRoom(id), name), retired, version: version + 1 }
  const { rooms } = await calendarPlaces(at)
  return written(at, rooms, version, () =>
    version === 0
      ? on(at)
          .insertInto('room')
          .values({ desk_id: at.desk.id, id, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : on(at)
          .updateTable('room')
          .set(row)
          .where('desk_id', '=', at.desk.id)
          .where('id', '=', id)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst(),
  )
}

export async function writeMediator(at: At, id: string, body: z.output<typeof saveMediator.body>) {
  const { version, account, retired, ...words } = body
  const { mediators } = await calendarPlaces(at)
  const before = mediators.find((one) => one.id === id)
  if (account === null && words.name === '') throw invalid({ pointer: '/name', code: 'missing' })
  if (account !== null && account !== before?.account && !(await membersWith(at, 'member.read')).includes(account))
    throw unknownId('/account')
  const told = account === null ? words : { ...words, name: '', phone: '' }
  const row = { account_id: account, words: at.vault.seal(inMediator(id), told), retired, version: version + 1 }
  return written(at, mediators, version, () =>
    version === 0
      ? on(at)
          .insertInto('mediator')
          .values({ desk_id: at.desk.id, id, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : on(at)
          .updateTable('mediator')
          .set(row)
          .where('desk_id', '=', at.desk.id)
          .where('id', '=', id)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst(),
  )
}

export async function writePatronDay(at: At, body: z.output<typeof savePatronDay.body>) {
  if (!(await writePatron(at, body))) throw movedOn(await calendarPlaces(at))
  return calendarPlaces(at)
}

/** Appointments with who of the desk mediates in them: somebody who is listed with an account is one person, not two. */
export async function withMediators<S extends { mediator: string | null }>(
  at: At,
  steps: readonly S[],
): Promise<(S & { mediatorAccount: string | null })[]> {
  const rows = await on(at)
    .selectFrom('mediator')
    .select(['id', 'account_id'])
    .where('desk_id', '=', at.desk.id)
    .execute()
  const accounts = new Map(rows.map(({ id, account_id: account }) => [id, account]))
  return steps.map((step) => ({ ...step, mediatorAccount: (step.mediator && accounts.get(step.mediator)) || null }))
}

/** Which rooms and who of those who mediate may be chosen now. */
export async function placesInUse(at: At): Promise<{ rooms: Set<string>; mediators: Set<string> }> {
  const inUse = async (table: 'room' | 'mediator') => {
    const rows = await on(at)
      .selectFrom(table)
      .select('id')
      .where('desk_id', '=', at.desk.id)
      .where('retired', '=', false)
      .execute()
    return new Set(rows.map(({ id }) => id))
  }
  return { rooms: await inUse('room'), mediators: await inUse('mediator') }
}
