export type NetworkTables = {
  network: { id: string; code: string; name: string; demo: boolean }
  organisation: { id: string; network_id: string; code: string; name: string; kind: string }
  desk: {
    id: string
    network_id: string
    organisation_id: string
    code: string
    name: string
    kind: string
    area: string | null
    tryout: boolean
  }
  programme: { id: string; network_id: string; code: string; name: string; from_day: string; to_day: string }
  programme_requirement: {
    programme_id: string
    code: string
    valid_from: string
    valid_until: string | null
    source: string
    checked_on: string
  }
  target: {
    desk_id: string
    programme_id: string
    measure: 'intercepted' | 'takenInCharge'
    from_day: string
    to_day: string
    least: number
    most: number
  }
}
