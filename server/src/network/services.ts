import type { Selectable } from 'kysely'
import type { CivilDate } from '#model/calendar.ts'
import type { Change, ServiceEntry } from '#model/network/contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { NetworkTables } from './tables.ts'

export const on = (at: At) => at.tx as Db<NetworkTables>

export type ServiceRow = Selectable<NetworkTables['service']>
export type CallRow = Selectable<NetworkTables['service_call']>

export const serviceRows = (at: At) =>
  on(at).selectFrom('service').selectAll().where('network_id', '=', at.desk.networkId)

export const serviceRow = (at: At, id: string): Promise<ServiceRow | undefined> =>
  serviceRows(at).where('id', '=', id).executeTakeFirst()

/** An entry that the desk at hand keeps, held until the end of the transaction. */
export const lockService = (at: At, id: string): Promise<ServiceRow | undefined> =>
  serviceRows(at).where('id', '=', id).where('tended_by', '=', at.desk.id).forUpdate().executeTakeFirst()

export const callRows = (at: At, serviceId: string): Promise<CallRow[]> =>
  on(at)
    .selectFrom('service_call')
    .selectAll()
    .where('network_id', '=', at.desk.networkId)
    .where('service_id', '=', serviceId)
    .orderBy('no')
    .execute()

export const versionRows = (at: At, serviceId: string) =>
  on(at)
    .selectFrom('service_version')
    .select(['id', 'at', 'act', 'by_desk', 'actor', 'changed'])
    .where('network_id', '=', at.desk.networkId)
    .where('service_id', '=', serviceId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

/** An entry whose body and desk are known to be of the network. */
export type Placed = { entry: ServiceEntry; organisationId: string; atDesk: string | null }

const columnsOf = ({ entry, organisationId, atDesk }: Placed) => ({
  organisation_id: organisationId,
  at_desk: atDesk,
  name: entry.name,
  area: entry.area,
  facts: JSON.stringify(entry.facts),
})

/** Adds an entry that the desk at hand keeps; false if one of this id is there. */
export async function insertService(
  at: At,
  id: string,
  placed: Placed,
  assuredOn: string = at.today,
): Promise<boolean> {
  const added = await on(at)
    .insertInto('service')
    .values({
      network_id: at.desk.networkId,
      id,
      tended_by: at.desk.id,
      state: 'live',
      assured_on: assuredOn,
      changed_at: at.now,
      changed_by: at.actor.name,
      ...columnsOf(placed),
    } as never)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await putCalls(at, id, placed.entry)
  return added !== undefined
}

/** Changes a locked entry and counts its version up. */
export async function changeService(at: At, { id, version }: ServiceRow, placed: Placed): Promise<void> {
  await updateService(at, id, { ...columnsOf(placed), version: version + 1 })
  await on(at)
    .deleteFrom('service_call')
    .where('network_id', '=', at.desk.networkId)
    .where('service_id', '=', id)
    .execute()
  await putCalls(at, id, placed.entry)
}

/** Changes columns of a locked entry. */
export const updateService = (at: At, id: string, change: Record<string, unknown>) =>
  on(at)
    .updateTable('service')
    .set({ ...change, changed_at: at.now, changed_by: at.actor.name })
    .where('network_id', '=', at.desk.networkId)
    .where('tended_by', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

async function putCalls(at: At, id: string, { calls }: ServiceEntry): Promise<void> {
  const here = { network_id: at.desk.networkId, service_id: id, tended_by: at.desk.id }
  if (calls.length > 0)
    await on(at)
      .insertInto('service_call')
      .values(calls.map((call, no) => ({ ...here, no, ...call })))
      .execute()
}

/** Live entries that the desk at hand keeps and that nobody said to be true since that day. */
export async function countOwnStale(at: At, before: CivilDate): Promise<number> {
  const row = await on(at)
    .selectFrom('service')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('network_id', '=', at.desk.networkId)
    .where('tended_by', '=', at.desk.id)
    .where('state', '=', 'live')
    .where('assured_on', '<', before)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Who made a change: the proposer's desk where it was approved, else the one at hand. */
export type By = { desk: string; actor: string }

/** What happened to an entry, and how it is since then; the people to call stay out of it. */
export const addVersion = (
  at: At,
  serviceId: string,
  act: Change['act'],
  state: object,
  changed: string[] = [],
  by: By = { desk: at.desk.id, actor: at.actor.name },
) =>
  on(at)
    .insertInto('service_version')
    .values({
      network_id: at.desk.networkId,
      id: newId(),
      service_id: serviceId,
      tended_by: at.desk.id,
      at: at.now,
      by_desk: by.desk,
      actor: by.actor,
      act,
      changed,
      state: JSON.stringify(state),
    })
    .execute()
