import type { At } from '../platform/door.ts'
import { on } from './services.ts'

type Named = { id: string; name: string }
export type DeskOfNetwork = Named & { code: string; organisationId: string; tryout: boolean }

/** Bodies and desks of the network, by id: some hundred at most. */
export type Names = {
  bodies: Map<string, Named & { kind: string }>
  desks: Map<string, DeskOfNetwork>
}

/** Looked up once in a transaction; who adds a body adds it here. */
const looked = new WeakMap<At['tx'], Promise<Names>>()

export function namesOfNetwork(at: At): Promise<Names> {
  const found = looked.get(at.tx) ?? lookUp(at)
  looked.set(at.tx, found)
  return found
}

async function lookUp(at: At): Promise<Names> {
  const ofNetwork = at.desk.networkId
  const [bodies, desks] = await Promise.all([
    on(at).selectFrom('organisation').select(['id', 'name', 'kind']).where('network_id', '=', ofNetwork).execute(),
    on(at)
      .selectFrom('desk')
      .select(['id', 'code', 'name', 'organisation_id as organisationId', 'tryout'])
      .where('network_id', '=', ofNetwork)
      .orderBy('name')
      .execute(),
  ])
  return {
    bodies: new Map(bodies.map((body) => [body.id, body])),
    desks: new Map(desks.map((desk) => [desk.id, desk])),
  }
}

export const deskNamed = ({ desks }: Names, id: string) => {
  const desk = desks.get(id)
  return { code: desk?.code ?? '', name: desk?.name ?? '' }
}

export const bodyNamed = ({ bodies }: Names, id: string) => ({ id, name: bodies.get(id)?.name ?? '' })
