import { sql } from 'kysely'
import { fold } from '#model/codes/fold.ts'
import type { ServiceEntry } from '#model/network/contract.ts'
import { changedFields } from '#model/network/rules.ts'
import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { invalid, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Names, namesOfNetwork } from './names.ts'
import {
  addVersion,
  type By,
  type CallRow,
  callRows,
  changeService,
  insertService,
  lockService,
  on,
  type Placed,
  type ServiceRow,
  serviceRow,
} from './services.ts'

/** An entry that the desk at hand keeps, locked; or why not. */
export async function keptService(at: At, id: string): Promise<ServiceRow> {
  const row = await lockService(at, id)
  if (row) return row
  throw (await serviceRow(at, id)) ? notAllowed('kept-elsewhere') : notFound()
}

/** The database refuses it as well. */
export async function refuseTryout(at: At): Promise<void> {
  const { rows } = await sql<{ tryout: boolean }>`select tryout from desk where id = ${at.desk.id}`.execute(at.tx)
  if (rows[0]?.tryout) throw notPossible('tryout-tells-nobody')
}

/** A row as it would be proposed. */
export const entryOf = (row: ServiceRow, calls: readonly CallRow[], names: Names): ServiceEntry => ({
  organisationId: row.organisation_id,
  newOrganisation: '',
  desk: row.at_desk === null ? null : (names.desks.get(row.at_desk)?.code ?? null),
  name: row.name,
  area: row.area,
  facts: row.facts,
  calls: calls.map(({ name, part, phone, mail }) => ({ name, part, phone, mail })),
})

export const currentEntry = async (at: At, row: ServiceRow): Promise<ServiceEntry> =>
  entryOf(row, await callRows(at, row.id), await namesOfNetwork(at))

/** Looks up body and desk. A body that is new by its name has no id yet; whoever is known by that name already is taken. */
export async function placeEntry(
  at: At,
  entry: ServiceEntry,
): Promise<Placed | (Omit<Placed, 'organisationId'> & { organisationId: null })> {
  const { bodies, desks } = await namesOfNetwork(at)
  const desk = entry.desk === null ? null : [...desks.values()].find(({ code }) => code === entry.desk)
  if (desk === undefined || desk?.tryout) throw unknownId('/entry/desk')
  if (entry.organisationId !== null && !bodies.has(entry.organisationId)) throw unknownId('/entry/organisationId')
  const sameName = [...bodies.values()].find(({ name }) => fold(name) === fold(entry.newOrganisation))
  return { entry, organisationId: entry.organisationId ?? sameName?.id ?? null, atDesk: desk?.id ?? null } as Placed
}

/**
 * The same, and writes down the body if it is new. A desk answers for a service only where it says so itself: `agreed` are
 * the desks that did.
 */
async function placedWithBody(at: At, entry: ServiceEntry, agreed: (string | null | undefined)[]): Promise<Placed> {
  const placed = await placeEntry(at, entry)
  if (placed.atDesk !== null && ![at.desk.id, ...agreed].includes(placed.atDesk))
    throw invalid({ pointer: '/entry/desk', code: 'not-ours' })
  if (placed.organisationId !== null) return placed
  return { ...placed, organisationId: await bodyNamed(at, entry.newOrganisation) }
}

/** Two that write down the same body at the same time write down one. */
async function bodyNamed(at: At, name: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${at.desk.networkId}, 11))`.execute(at.tx)
  const bodies = await on(at).selectFrom('organisation').select(['id', 'name']).execute()
  const organisationId = bodies.find((body) => fold(body.name) === fold(name))?.id ?? newId()
  if (bodies.some(({ id }) => id === organisationId)) return organisationId
  await on(at)
    .insertInto('organisation')
    .values({
      id: organisationId,
      network_id: at.desk.networkId,
      code: organisationId,
      name,
      kind: 'body',
    })
    .execute()
  ;(await namesOfNetwork(at)).bodies.set(organisationId, { id: organisationId, name, kind: 'body' })
  return organisationId
}

const withoutCalls = ({ calls, ...rest }: ServiceEntry) => rest

/** A new entry goes live. */
export async function addEntry(at: At, id: string, entry: ServiceEntry, by?: By, assuredOn?: string): Promise<void> {
  await refuseTryout(at)
  if (!(await insertService(at, id, await placedWithBody(at, entry, [by?.desk]), assuredOn))) throw unknownId('/id')
  await addVersion(at, id, 'added', withoutCalls(entry), [], by)
}

/** A locked entry becomes another; what changed is written down. */
export async function changeEntry(at: At, row: ServiceRow, entry: ServiceEntry, by?: By): Promise<void> {
  const before = await currentEntry(at, row)
  const placed = await placedWithBody(at, entry, [by?.desk, row.at_desk])
  await changeService(at, row, placed)
  await addVersion(at, row.id, 'changed', withoutCalls(entry), changedFields(before, entry), by)
}
