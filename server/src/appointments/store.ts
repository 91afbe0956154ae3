import { sql } from 'kysely'
import type { AppointmentAct, AppointmentFacts } from '#model/appointments/contract.ts'
import type { CivilDate } from '#model/calendar.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { AppointmentTables } from './tables.ts'

type StepRow = AppointmentTables['appointment_step']
/** What of a step is sealed. */
type Words = Pick<AppointmentFacts, 'kind' | 'place' | 'language' | 'text'> & { act: AppointmentAct; why: string }
export type Step = AppointmentFacts & {
  id: string
  no: number
  case: string | null
  series: string | null
  act: AppointmentAct
  why: string
  by: string
  at: string
}

export const on = (at: At) => at.tx as Db<AppointmentTables>
const spot = (id: string, no: number) => ({ in: 'appointment_step.words', id: `${id}#${no}` }) as const

/** Of who was erased there is nothing to open. */
const opened = (at: At, rows: readonly StepRow[]): Step[] =>
  rows.flatMap((row) => {
    const words = at.vault.open<Words | null>(spot(row.appointment_id, row.no), row.words)
    if (words === null) return []
    return {
      ...words,
      ...{ id: row.appointment_id, no: row.no, case: row.case_id, series: row.series_id, by: row.by, at: row.at },
      ...{ day: row.day as CivilDate, time: row.at_time, minutes: row.minutes, colleagues: row.colleagues },
      ...{ room: row.room_id, mediator: row.mediator_id },
    }
  })

/** Steps after which none came, as a condition on `s`. */
const holds = sql`not exists (select 1 from appointment_step l
  where l.desk_id = s.desk_id and l.appointment_id = s.appointment_id and l.no > s.no)`

/** How the appointments of some days stand, the earliest first. */
export async function appointmentsBetween(at: At, from: string, to: string): Promise<Step[]> {
  const { rows } = await sql<StepRow>`
    select * from appointment_step s where desk_id = ${at.desk.id} and day between ${from} and ${to} and ${holds}
    order by day, at_time, appointment_id`.execute(at.tx)
  return opened(at, rows)
}

/** How the appointments of some cases stand, the latest day first. */
export async function appointmentsOfCases(at: At, cases: readonly string[]): Promise<Step[]> {
  if (cases.length === 0) return []
  const { rows } = await sql<StepRow>`
    select * from appointment_step s where desk_id = ${at.desk.id} and case_id = any(${cases}::uuid[]) and ${holds}
    order by day desc, at_time desc, appointment_id`.execute(at.tx)
  return opened(at, rows)
}

/** All that was done with the appointments of some cases: one after the other, each from its first step on. */
export async function stepsOfCases(at: At, cases: readonly string[]): Promise<Step[]> {
  if (cases.length === 0) return []
  const rows = await on(at)
    .selectFrom('appointment_step')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', 'in', [...cases])
    .orderBy('appointment_id')
    .orderBy('no')
    .execute()
  return opened(at, rows)
}

/** What was done with an appointment, in the order in which it was. */
export async function stepsOf(at: At, id: string): Promise<Step[]> {
  const rows = await on(at)
    .selectFrom('appointment_step')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('appointment_id', '=', id)
    .orderBy('no')
    .execute()
  return opened(at, rows)
}

/** How the appointments of a series stand, the earliest first. */
export async function appointmentsOfSeries(at: At, series: string): Promise<Step[]> {
  const { rows } = await sql<StepRow>`
    select * from appointment_step s where desk_id = ${at.desk.id} and series_id = ${series} and ${holds}
    order by day, at_time, appointment_id`.execute(at.tx)
  return opened(at, rows)
}

/** How many appointments a day has, those that were cancelled among them. */
export async function countOnDay(at: At, day: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from appointment_step s where desk_id = ${at.desk.id} and day = ${day} and ${holds}`.execute(
    at.tx,
  )
  return rows[0]?.count ?? 0
}

export type StepToWrite = AppointmentFacts & {
  id: string
  case: string | null
  series: string | null
  act: AppointmentAct
  why: string
}

/** Writes the step after the `no`th one; false where somebody else was first. */
export async function insertStep(at: At, no: number, step: StepToWrite): Promise<boolean> {
  const { id, case: caseId, series, day, time, minutes, room, mediator, colleagues, ...words } = step
  const added = await on(at)
    .insertInto('appointment_step')
    .values({
      ...{
        desk_id: at.desk.id,
        appointment_id: id,
        no: no + 1,
        case_id: caseId,
        series_id: series,
        day,
        at_time: time,
        minutes,
      },
      ...{ room_id: room, mediator_id: mediator, colleagues: [...colleagues] },
      words: at.vault.seal(spot(id, no + 1), words satisfies Words),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('no')
    .executeTakeFirst()
  return added !== undefined
}
