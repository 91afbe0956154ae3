import { type Db, type Pool, transaction } from '../platform/db.ts'
import type { NetworkTables } from './tables.ts'

export type DeskLine = {
  code: string
  name: string
  kind: string
  organisation: string
  network: string
  tryout: boolean
  members: number
}

const outside = <T>(pool: Pool, work: (tx: Db<NetworkTables>) => Promise<T>) => transaction(pool, null, work)

/** Every desk with its body and how many members it has today. For the console; no person stands in it. */
export const allDesks = (pool: Pool): Promise<DeskLine[]> =>
  outside(pool, (tx) =>
    tx
      .selectFrom('desk')
      .innerJoin('organisation', 'organisation.id', 'desk.organisation_id')
      .innerJoin('network', 'network.id', 'desk.network_id')
      .select([
        'desk.code',
        'desk.name',
        'desk.kind',
        'desk.tryout',
        'organisation.name as organisation',
        'network.code as network',
      ])
      .select((eb) =>
        eb
          .selectFrom('member' as never)
          .select(eb.fn.countAll<number>().as('count'))
          .where('member.desk_id' as never, '=', eb.ref('desk.id') as never)
          .as('members'),
      )
      .orderBy('desk.code')
      .execute(),
  ) as Promise<DeskLine[]>

/** Adds a row unless one with this code is there; answers with its id. */
async function ensure(
  tx: Db<NetworkTables>,
  table: 'network' | 'organisation' | 'programme' | 'desk',
  row: Record<string, unknown> & { id: string; code: string },
): Promise<string> {
  const same = tx
    .selectFrom(table as 'desk')
    .select('id')
    .where('code', '=', row.code)
  const found = await ('network_id' in row
    ? same.where('network_id', '=', row.network_id as string)
    : same
  ).executeTakeFirst()
  if (found) return found.id
  await tx
    .insertInto(table as 'desk')
    .values(row as never)
    .execute()
  return row.id
}

export type NewDesk = {
  id: string
  code: string
  name: string
  kind: string
  area: string | null
  /** For trying out: invented data only. Given when the desk is made, never after. */
  tryout?: boolean
  network: { id: string; code: string; name: string; demo: boolean }
  organisation: { id: string; code: string; name: string; kind: string }
}

/** Adds a desk, with its network and body where they are new. Answers with the ids. */
export const addDesk = (pool: Pool, { network, organisation, ...desk }: NewDesk) =>
  outside(pool, async (tx) => {
    const network_id = await ensure(tx, 'network', network)
    const organisation_id = await ensure(tx, 'organisation', { ...organisation, network_id })
    const desk_id = await ensure(tx, 'desk', { ...desk, network_id, organisation_id })
    return { network_id, organisation_id, desk_id }
  })

export type NewProgramme = {
  id: string
  code: string
  name: string
  from: string
  to: string
  requirements: { code: string; validFrom: string; source: string; checkedOn: string }[]
}

/** Adds a programme with who it is for. */
export const addProgramme = (
  pool: Pool,
  network_id: string,
  { id, code, name, from, to, requirements }: NewProgramme,
) =>
  outside(pool, async (tx) => {
    const programme_id = await ensure(tx, 'programme', { id, network_id, code, name, from_day: from, to_day: to })
    for (const { code: requirement, validFrom, source, checkedOn } of requirements)
      await tx
        .insertInto('programme_requirement')
        .values({
          programme_id,
          code: requirement,
          valid_from: validFrom,
          valid_until: null,
          source,
          checked_on: checkedOn,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    return programme_id
  })

/** Whether a desk is one for trying out. */
export const isTryout = (pool: Pool, id: string): Promise<boolean> =>
  outside(
    pool,
    async (tx) =>
      (await tx.selectFrom('desk').select('tryout').where('id', '=', id).executeTakeFirst())?.tryout ?? false,
  )

/** Sets a desk's target range in a programme. */
export const setTarget = (pool: Pool, target: NetworkTables['target']) =>
  outside(pool, (tx) =>
    tx
      .insertInto('target')
      .values(target)
      .onConflict((conflict) =>
        conflict
          .columns(['desk_id', 'programme_id', 'measure', 'from_day'])
          .doUpdateSet({ to_day: target.to_day, least: target.least, most: target.most }),
      )
      .execute(),
  )
