import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

export type ProgrammeRow = { id: string; code: string; name: string; from: string; to: string }
export type TargetRow = { measure: 'intercepted' | 'takenInCharge'; from: string; to: string; min: number; max: number }

/** Programmes of the desk's network; those in which the desk has a target come first. A desk for trying out has none. */
export async function programmesOf(at: At): Promise<ProgrammeRow[]> {
  const { rows } = await sql<ProgrammeRow>`
    select id, code, name, from_day as "from", to_day as "to" from programme where network_id = ${at.desk.networkId}
      and not exists (select 1 from desk where desk.id = ${at.desk.id} and desk.tryout)
    order by exists (select 1 from target where desk_id = ${at.desk.id} and programme_id = programme.id) desc, from_day desc, code`.execute(
    at.tx,
  )
  return rows
}

/** Targets of the desk in a programme whose period meets the one asked for. */
export async function targetsOf(
  at: At,
  programmeId: string,
  period: { from: string; to: string },
): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select measure, from_day as "from", to_day as "to", least as min, most as max from target
    where desk_id = ${at.desk.id} and programme_id = ${programmeId} and from_day <= ${period.to} and to_day >= ${period.from}
    order by measure, from_day`.execute(at.tx)
  return rows
}

/** Whether the desk at hand is for trying out; its figures are invented (`demo`) then, and in the demonstration. */
export async function whetherInvented(at: At): Promise<{ demo: boolean; tryout: boolean }> {
  const { rows } = await sql<{ demo: boolean; tryout: boolean }>`
    select network.demo or desk.tryout as demo, desk.tryout from desk join network on network.id = desk.network_id
    where desk.id = ${at.desk.id}`.execute(at.tx)
  return rows[0] ?? { demo: false, tryout: false }
}
