export type GroundTables = {
  notice_text: {
    network_id: string
    kind: string
    version: number
    language: string
    heading: string
    wording: string
    reviewed: boolean
    from_day: string
    written_in: string
    written_by: string
    written_at: string
  }
  arrangement: {
    network_id: string
    written_in: string
    id: string
    kind: string
    from_bodies: string[]
    to_bodies: string[]
    purposes: string[]
    basis: string | null
    from_day: string
    until_day: string | null
    reference: string
    essence: string
    written_by: string
    written_at: string
  }
  arrangement_end: {
    network_id: string
    written_in: string
    arrangement_id: string
    ended_in: string
    day: string
    reason: string
    by: string
    at: string
  }
  legal_ground: {
    desk_id: string
    id: string
    person_id: string
    kind: string
    special: string | null
    purpose: string
    recipient: string
    body_id: string | null
    scopes: string[]
    notice_kind: string | null
    notice_version: number | null
    notice_language: string | null
    how: string | null
    from_day: string
    until_day: string | null
    words: Buffer
    by: string
    at: string
  }
  legal_ground_end: { desk_id: string; ground_id: string; day: string; words: Buffer; by: string; at: string }
  ground_signature: { desk_id: string; ground_id: string; kind: string; image: Buffer; by: string; at: string }
  /** Bodies and desks of the network: read here, never written. */
  organisation: { id: string; network_id: string; name: string }
  desk: { id: string; network_id: string; organisation_id: string; name: string; tryout: boolean }
}
