import type { ColumnType } from 'kysely'
import type { ServiceEntry, ServiceFacts } from '#model/network/contract.ts'

/** A document: read as it is, written as text. */
type Json<T> = ColumnType<T, string, string>

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
} & DirectoryTables

type DirectoryTables = {
  service: {
    network_id: string
    id: string
    organisation_id: string
    at_desk: string | null
    tended_by: string
    state: 'live' | 'retired'
    name: string
    area: string
    facts: Json<ServiceFacts>
    capacity_free: number | null
    capacity_total: number | null
    capacity_at: string | null
    assured_on: string
    version: number
    changed_at: string
    changed_by: string
  }
  service_version: {
    network_id: string
    id: string
    service_id: string
    tended_by: string
    at: string
    by_desk: string
    actor: string
    act: string
    changed: string[]
    state: Json<unknown>
  }
  service_proposal: {
    network_id: string
    id: string
    service_id: string
    is_new: boolean
    from_desk: string
    tended_by: string
    entry: Json<ServiceEntry>
    changed: string[]
    why: string
    state: 'waiting' | 'approved' | 'changed' | 'declined' | 'withdrawn'
    reason: string
    proposed_by: string
    proposed_at: string
    decided_by: string | null
    decided_at: string | null
  }
  service_call: {
    network_id: string
    service_id: string
    no: number
    tended_by: string
    name: string
    part: string
    phone: string
    mail: string
  }
  agreement: {
    network_id: string
    id: string
    tended_by: string
    title: string
    kind: string
    from_day: string
    until_day: string | null
    parties: Json<{ organisationId: string; does: string }[]>
    version: number
    changed_at: string
    changed_by: string
  }
  assurance_link: {
    desk_id: string
    id: string
    network_id: string
    service_id: string
    mail_id: string
    token_hash: Buffer | null
    made_at: string
    made_by: string
    ends_at: string
    used_at: string | null
    answer: 'true' | 'changed' | null
    words: Buffer | null
    settled_at: string | null
    revoked_at: string | null
  }
  service_note: {
    desk_id: string
    service_id: string
    network_id: string
    words: Buffer
    changed_at: string
    changed_by: string
    version: number
  }
}
