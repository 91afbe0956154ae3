import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

export type ProgrammeRow = { id: string; code: string; name: string; from: string; to: string }
export type TargetRow = { measure: 'intercepted' | 'takenInCharge'; from: string; to: string; min: number; max: number }

/** Programmes of the desk's network; those in which the desk has a target come first. */
export async function programmesOf(at: At): Promise<ProgrammeRow[]> {
  const { rows } = await sql<ProgrammeRow>`
    select id, code, name, from_day as "from", to_day as "to" from programme where network_id = ${at.desk.networkId}
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

export async function isDemo(at: At): Promise<boolean> {
  const { rows } = await sql<{ demo: boolean }>`select demo from network where id = ${at.desk.networkId}`.execute(at.tx)
  return rows[0]?.demo ?? false
}
