export type AppointmentTables = {
  /** One row for each thing that was done with an appointment: the highest number holds. */
  appointment_step: {
    desk_id: string
    appointment_id: string
    no: number
    case_id: string | null
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
