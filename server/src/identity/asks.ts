import { sql } from 'kysely'
import { grantsOf } from '#model/grants.ts'
import { type Db, transaction } from '../platform/db.ts'
import type { At, House } from '../platform/door.ts'
import type { IdentityTables } from './tables.ts'

/** Names of the desk's members (past ones too) by actor: `account:<id>` → name. Other actors answer with themselves. */
export async function namesOfActors(at: At): Promise<(actor: string) => string> {
  const { rows } = await sql<{ account_id: string; name: string }>`
    select account_id, name from member where desk_id = ${at.desk.id}`.execute(at.tx)
  const names = new Map(rows.map((row) => [`account:${row.account_id}`, row.name]))
  return (actor) => names.get(actor) ?? actor
}

/** Whether an account is a member of this desk today who may read its cases: a case is given to nobody else. */
export async function mayFollow(at: At, accountId: string): Promise<boolean> {
  const db = at.tx as Db<IdentityTables>
  const rows = await db
    .selectFrom('member')
    .innerJoin('role_grant', (join) =>
      join.onRef('role_grant.desk_id', '=', 'member.desk_id').onRef('role_grant.account_id', '=', 'member.account_id'),
    )
    .select('role_grant.role')
    .where('member.desk_id', '=', at.desk.id)
    .where('member.account_id', '=', accountId)
    .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>=', at.today as string)]))
    .execute()
  return grantsOf(rows.map((row) => row.role)).includes('case.read')
}

/** Where a member of the desk is written to, and in which language; nothing once the account is closed or the member gone. */
export const mailOfMember = (house: House, deskId: string, accountId: string, today: string) =>
  transaction(house.platform, null, async (tx) => {
    const { rows } = await sql<{ address: string; language: 'it' | 'en' }>`
      select email as address, language from account join member on account_id = account.id
      where desk_id = ${deskId} and account.id = ${accountId} and disabled_at is null
        and (until is null or until >= ${today}::date)`.execute(tx)
    return rows[0]
  })
