import { sql } from 'kysely'
import { type Grant, grantsOf, type Role } from '#model/grants.ts'
import { transaction } from '../platform/db.ts'
import type { At, House } from '../platform/door.ts'
import { hashPassword, passwordFits } from './password.ts'

/** The slow hash of passwords, for other secrets that are short enough to be tried. */
export const hashOfCode = hashPassword
export const codeFits = passwordFits

/** Names of the desk's members (past ones too) by actor: `account:<id>` → name. Other actors answer with themselves. */
export async function namesOfActors(at: At): Promise<(actor: string) => string> {
  const { rows } = await sql<{ account_id: string; name: string }>`
    select account_id, name from member where desk_id = ${at.desk.id}`.execute(at.tx)
  const names = new Map(rows.map((row) => [`account:${row.account_id}`, row.name]))
  return (actor) => names.get(actor) ?? actor
}

/** Codes and names of the network's desks, by id. */
export async function namesOfDesks(at: At): Promise<(id: string) => { code: string; name: string }> {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, name from desk where network_id = ${at.desk.networkId}`.execute(at.tx)
  const known = new Map(rows.map(({ id, code, name }) => [id, { code, name }]))
  return (id) => known.get(id) ?? { code: '', name: '' }
}

/** Who is a member of the desk today, and what they may do. */
export async function membersOf(at: At): Promise<{ id: string; roles: Role[]; grants: Grant[] }[]> {
  const { rows } = await sql<{ id: string; roles: Role[] }>`
    select m.account_id as id, array_agg(g.role) as roles from member m
    join role_grant g on g.desk_id = m.desk_id and g.account_id = m.account_id
    where m.desk_id = ${at.desk.id} and (m.until is null or m.until >= ${at.today as string}) group by 1 order by 1`.execute(
    at.tx,
  )
  return rows.map(({ id, roles }) => ({ id, roles, grants: grantsOf(roles) }))
}

/** The accounts of this desk's members of today who hold a grant. */
export const membersWith = async (at: At, grant: Grant): Promise<string[]> =>
  (await membersOf(at)).filter(({ grants }) => grants.includes(grant)).map(({ id }) => id)

/** Whether an account is a member of this desk today who may read its cases: a case is given to nobody else. */
export const mayFollow = async (at: At, accountId: string): Promise<boolean> =>
  (await membersWith(at, 'case.read')).includes(accountId)

/** Where a member of the desk is written to, and in which language; nothing once the account is closed or the member gone. */
export const mailOfMember = (house: House, deskId: string, accountId: string, today: string) =>
  transaction(house.platform, null, async (tx) => {
    const { rows } = await sql<{ address: string; language: 'it' | 'en' }>`
      select email as address, language from account join member on account_id = account.id
      where desk_id = ${deskId} and account.id = ${accountId} and disabled_at is null
        and (until is null or until >= ${today}::date)`.execute(tx)
    return rows[0]
  })
