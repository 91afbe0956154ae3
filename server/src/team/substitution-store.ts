import type { NewSubstitution } from '#model/team/substitution-contract.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { TeamTables } from './tables.ts'

export type SubstitutionRow = TeamTables['substitution']

const on = (at: At) => at.tx as Db<TeamTables>

/** Substitutions of today and later that nobody ended, the one that begins first first. */
export const comingSubstitutions = (at: At): Promise<SubstitutionRow[]> =>
  on(at)
    .selectFrom('substitution')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('until_day', '>=', at.today as string)
    .where('ended_at', 'is', null)
    .orderBy('from_day')
    .orderBy('id')
    .execute()

/** Those of today: a day is one of the clocks in Italy, and each ends by itself. */
export const substitutionsToday = async (at: At): Promise<SubstitutionRow[]> =>
  (await comingSubstitutions(at)).filter(({ from_day }) => from_day <= at.today)

export const insertSubstitution = (at: At, { id, absent, standIn, fromDay, untilDay }: NewSubstitution) =>
  on(at)
    .insertInto('substitution')
    .values({
      ...{ desk_id: at.desk.id, id, absent, stand_in: standIn, from_day: fromDay, until_day: untilDay },
      ...{ by: at.actor.name, at: at.now, ended_at: null, ended_by: null },
    })
    .execute()

/** Ends one before its last day; of two who do so the first is said. */
export const endSubstitutionRow = (at: At, id: string) =>
  on(at)
    .updateTable('substitution')
    .set({ ended_at: at.now, ended_by: at.actor.name })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
