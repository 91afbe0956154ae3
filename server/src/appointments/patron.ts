import type { z } from 'zod'
import type { CalendarPlaces, PatronDay, savePatronDay } from '#model/appointments/contract-places.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

const inPatron = (id: string) => ({ in: 'patron_day.words', id }) as const

const rowOf = (at: At) =>
  on(at).selectFrom('patron_day').selectAll().where('desk_id', '=', at.desk.id).executeTakeFirst()

/** The holiday of the place of the desk, if it said one. */
export async function patronOf(at: At): Promise<CalendarPlaces['patron']> {
  const row = await rowOf(at)
  if (!row) return { version: 0, saint: null }
  return { version: row.version, saint: at.vault.open<PatronDay | null>(inPatron(row.id), row.words) }
}

/** Says the holiday of the place, or that there is none; false where somebody else was first and said another. */
export async function writePatron(at: At, { version, saint }: z.output<typeof savePatronDay.body>): Promise<boolean> {
  const row = await rowOf(at)
  const id = row?.id ?? newId()
  const kept = { words: at.vault.seal(inPatron(id), saint), version: version + 1 }
  const written =
    version === 0
      ? await on(at)
          .insertInto('patron_day')
          .values({ desk_id: at.desk.id, id, ...kept })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await on(at)
          .updateTable('patron_day')
          .set(kept)
          .where('desk_id', '=', at.desk.id)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst()
  if (written) return true
  const now = await patronOf(at)
  return now.version === version + 1 && JSON.stringify(now.saint) === JSON.stringify(saint)
}
