import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

type AccessRow = {
  id: string
  at: string
  actor: string
  act: string
  kind: 'read' | 'write'
  record: string
  record_id: string | null
  seal_no: number | null
}
type Filter = {
  kind: 'read' | 'write' | 'all'
  account?: string | undefined
  recordId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** One page of the register of accesses, sealed and not yet sealed together, newest first. */
export async function pageOfAccesses(at: At, filter: Filter, after: { id: string } | null, most: number) {
  const { kind, account, recordId, from, to } = filter
  const conditions = sql.join(
    [
      sql`desk_id = ${at.desk.id}`,
      ...(kind === 'all' ? [] : [sql`kind = ${kind}`]),
      ...(account === undefined ? [] : [sql`actor = ${`account:${account}`}`]),
      ...(recordId === undefined ? [] : [sql`record_id = ${recordId}`]),
      ...(from === undefined ? [] : [sql`at >= (${from}::date)::timestamp at time zone 'Europe/Rome'`]),
      ...(to === undefined ? [] : [sql`at < (${to}::date + 1)::timestamp at time zone 'Europe/Rome'`]),
    ],
    sql` and `,
  )
  const both = sql`(
    select id, at, actor, act, kind, record, record_id, seal_no from audit_entry where ${conditions}
    union all select id, at, actor, act, kind, record, record_id, null from audit_pending where ${conditions}) as accesses`
  const page =
    await sql<AccessRow>`select * from ${both} ${after ? sql`where id < ${after.id}` : sql``} order by id desc limit ${most + 1}`.execute(
      at.tx,
    )
  const count = await sql<{ total: number }>`select count(*)::int as total from ${both}`.execute(at.tx)
  return { rows: page.rows, total: count.rows[0]?.total ?? 0 }
}
