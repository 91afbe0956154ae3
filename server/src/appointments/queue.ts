import type { z } from 'zod'
import {
  MOST_WALK_INS,
  type noteWalkIn,
  type Queue,
  WALK_IN_DAYS,
  type WalkInAct,
} from '#model/appointments/contract-queue.ts'
import { actsOnWalkIn, afterAct } from '#model/appointments/queue.ts'
import { addDays, instantAt, isoOf, millisecondsOf } from '#model/calendar.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notFound, notPossible } from '../platform/failure.ts'
import { on } from './store.ts'

type Words = Omit<z.output<typeof noteWalkIn.body>, 'id'>

const spot = (id: string) => ({ in: 'walk_in.words', id }) as const
const beginning = (at: At) => instantAt(at.today, '00:00')

const rowsOfToday = (at: At) =>
  on(at)
    .selectFrom('walk_in')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('arrived_at', '>=', beginning(at))
    .where('arrived_at', '<', instantAt(addDays(at.today, 1), '00:00'))

/** Who came today: those who wait first, who waits longest on top. */
export async function queueOf(at: At): Promise<Queue> {
  const rows = await rowsOfToday(at).orderBy('arrived_at').orderBy('id').execute()
  const mayWrite = at.actor.grants.includes('appointment.write')
  return {
    rows: rows.map(({ id, arrived_at: arrivedAt, state, colleague, words, version }) => ({
      ...at.vault.open<Words>(spot(id), words),
      ...{ id, arrivedAt, state, colleague, version, can: mayWrite ? actsOnWalkIn(state) : [] },
    })),
  }
}

export async function addWalkIn(at: At, { id, ...words }: z.output<typeof noteWalkIn.body>): Promise<void> {
  const { rows } = await queueOf(at)
  if (rows.length >= MOST_WALK_INS) throw notPossible('queue-full')
  await on(at)
    .insertInto('walk_in')
    .values({
      ...{ desk_id: at.desk.id, id, arrived_at: at.now, state: 'waiting', colleague: null },
      ...{ words: at.vault.seal(spot(id), words), version: 1, changed_at: at.now },
    })
    .execute()
}

/** One step of who came today; of two who receive the same person one is first, and the other is told. */
export async function moveInQueue(at: At, id: string, version: number, act: WalkInAct): Promise<void> {
  const row = await rowsOfToday(at).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw movedOn(await queueOf(at))
  const state = afterAct(row.state, act)
  if (!state) throw notPossible('walk-in-stands')
  const colleague = state === 'with' ? at.actor.accountId : state === 'done' ? row.colleague : null
  await on(at)
    .updateTable('walk_in')
    .set({ state, colleague, version: version + 1, changed_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()
}

/** What is known of who came on earlier days goes within a week. */
export const forgetWalkIns = (at: At) =>
  on(at)
    .deleteFrom('walk_in')
    .where('desk_id', '=', at.desk.id)
    .where('arrived_at', '<', isoOf(millisecondsOf(beginning(at)) - (WALK_IN_DAYS - 1) * 86_400_000))
    .execute()
