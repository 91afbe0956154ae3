import { sql } from 'kysely'
import type { ServiceFacts } from '#model/network/contract.ts'
import type { PublicService } from '#model/network/hsds.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { NetworkTables } from './tables.ts'

/** The entries of a network that their desks marked as public, by name. No people to call, no notes, no desk. */
export async function publicServices(tx: Tx, networkId: string): Promise<PublicService[]> {
  const rows = await (tx as Db<NetworkTables>)
    .selectFrom('service')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.id', '=', 'service.organisation_id')
        .onRef('organisation.network_id', '=', 'service.network_id'),
    )
    .select(['service.id', 'service.name', 'service.area', 'service.facts', 'service.assured_on', 'service.changed_at'])
    .select(['capacity_free', 'capacity_total', 'capacity_at'])
    .select(['organisation.id as body', 'organisation.name as body_name'])
    .where('service.network_id', '=', networkId)
    .where('service.state', '=', 'live')
    .where(sql<boolean>`(service.facts ->> 'public')::boolean`)
    .orderBy('service.name')
    .orderBy('service.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    area: row.area,
    facts: row.facts as unknown as ServiceFacts,
    organisation: { id: row.body, name: row.body_name },
    capacity:
      row.capacity_at === null ? null : { free: row.capacity_free, total: row.capacity_total, at: row.capacity_at },
    assuredOn: row.assured_on,
    changedAt: row.changed_at,
  }))
}
