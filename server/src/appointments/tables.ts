import type { WalkInState } from '#model/appointments/contract-queue.ts'

export type AppointmentTables = {
  /** One row for each thing that was done with an appointment: the highest number holds. */
  appointment_step: {
    desk_id: string
    appointment_id: string
    no: number
    case_id: string | null
    series_id: string | null
    day: string
    at_time: string
    minutes: number
    room_id: string | null
    mediator_id: string | null
    colleagues: string[]
    words: Buffer
    by: string
    at: string
  }
  /** What a member wants of the own calendar; of the address only the hash of its token. */
  own_calendar: {
    desk_id: string
    account_id: string
    feed_id: string | null
    token_hash: Buffer | null
    made_at: string | null
    morning_mail: boolean
    told_on: string | null
  }
  walk_in: {
    desk_id: string
    id: string
    arrived_at: string
    state: WalkInState
    colleague: string | null
    words: Buffer
    version: number
    changed_at: string
  }
  patron_day: { desk_id: string; id: string; words: Buffer; version: number }
  room: { desk_id: string; id: string; words: Buffer; retired: boolean; version: number }
  mediator: {
    desk_id: string
    id: string
    account_id: string | null
    words: Buffer
    retired: boolean
    version: number
  }
}
