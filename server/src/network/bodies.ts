import type { z } from 'zod'
import type { Agreement } from '#model/network/contract.ts'
import type { AgreementFields, Body } from '#model/network/contract-bodies.ts'
import type { At } from '../platform/door.ts'
import { movedOn, notAllowed, notFound, unknownId } from '../platform/failure.ts'
import { bodyNamed, deskNamed, type Names, namesOfNetwork } from './names.ts'
import { on, serviceRows } from './services.ts'

type Shown = z.input<typeof Agreement>

const agreementRows = (at: At) => on(at).selectFrom('agreement').selectAll().where('network_id', '=', at.desk.networkId)

/** Agreements of the network, newest first; they are told with the names of bodies and desks. */
export async function agreementsOf(at: At): Promise<(names: Names) => Shown[]> {
  const rows = await agreementRows(at).orderBy('from_day', 'desc').orderBy('id').execute()
  return (names) =>
    rows.map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.kind as Shown['kind'],
      from: row.from_day,
      until: row.until_day,
      parties: row.parties.map(({ organisationId, does }) => ({
        organisation: bodyNamed(names, organisationId),
        does,
      })),
      tendedBy: deskNamed(names, row.tended_by),
      version: row.version,
      can: row.tended_by === at.desk.id && at.actor.grants.includes('service.tend') ? ['change'] : [],
    }))
}

/** Every body of the network with its desks, live services and agreements, by name. */
export async function bodiesOf(at: At): Promise<{ rows: Body[]; agreements: Shown[] }> {
  const [names, told, services] = await Promise.all([
    namesOfNetwork(at),
    agreementsOf(at),
    serviceRows(at).where('state', '=', 'live').orderBy('name').execute(),
  ])
  const agreements = told(names)
  const rows = [...names.bodies.values()].map(({ id, name, kind }) => ({
    id,
    name,
    kind,
    desks: [...names.desks.values()]
      .filter((desk) => desk.organisationId === id && !desk.tryout)
      .map((desk) => ({ code: desk.code, name: desk.name })),
    services: services
      .filter((service) => service.organisation_id === id)
      .map((service) => ({ id: service.id, name: service.name, area: service.area })),
    agreements: agreements
      .filter(({ parties }) => parties.some(({ organisation }) => organisation.id === id))
      .map((agreement) => ({ id: agreement.id, title: agreement.title })),
  }))
  return { rows: rows.sort((one, other) => one.name.localeCompare(other.name, 'it')), agreements }
}

export const programmesOfNetwork = (at: At) =>
  on(at)
    .selectFrom('programme')
    .select(['code', 'name'])
    .where('network_id', '=', at.desk.networkId)
    .orderBy('from_day', 'desc')
    .execute()

async function columnsOf(at: At, { title, kind, from, until, parties }: AgreementFields) {
  const { bodies } = await namesOfNetwork(at)
  const unknown = parties.findIndex(({ organisationId }) => !bodies.has(organisationId))
  if (unknown >= 0) throw unknownId(`/agreement/parties/${unknown}/organisationId`)
  const changed = { changed_at: at.now, changed_by: at.actor.name }
  return { title, kind, from_day: from, until_day: until, parties: JSON.stringify(parties), ...changed }
}

/** Writes an agreement down; the desk at hand keeps it. */
export async function insertAgreement(at: At, id: string, agreement: AgreementFields): Promise<void> {
  const columns = await columnsOf(at, agreement)
  const added = await on(at)
    .insertInto('agreement')
    .values({ network_id: at.desk.networkId, id, tended_by: at.desk.id, version: 1, ...columns })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw unknownId('/id')
}

export async function updateAgreement(at: At, id: string, agreement: AgreementFields, version: number): Promise<void> {
  const row = await agreementRows(at).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  if (row.tended_by !== at.desk.id) throw notAllowed('kept-elsewhere')
  const changed = await on(at)
    .updateTable('agreement')
    .set({ ...(await columnsOf(at, agreement)), version: version + 1 })
    .where('network_id', '=', at.desk.networkId)
    .where('tended_by', '=', at.desk.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed) return
  const names = await namesOfNetwork(at)
  throw movedOn((await agreementsOf(at))(names).find((each) => each.id === id))
}
