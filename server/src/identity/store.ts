import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '#model/grants.ts'
import { type Db, type Pool, transaction } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { IdentityTables } from './tables.ts'

const outside = <T>(pool: Pool, work: (tx: Db<IdentityTables>) => Promise<T>) => transaction(pool, null, work)

/** A text with a NUL, which the database cannot hold, is nobody's address. */
export const accountByEmail = async (pool: Pool, email: string) =>
  email.includes('\0')
    ? undefined
    : outside(pool, (tx) => tx.selectFrom('account').selectAll().where('email', '=', email).executeTakeFirst())

export const passwordHashOf = (pool: Pool, accountId: string) =>
  outside(pool, (tx) =>
    tx.selectFrom('account').select('password_hash').where('id', '=', accountId).executeTakeFirstOrThrow(),
  )

export const savePassword = (pool: Pool, accountId: string, hash: string) =>
  outside(pool, (tx) => tx.updateTable('account').set({ password_hash: hash }).where('id', '=', accountId).execute())

export const saveLanguage = (pool: Pool, accountId: string, language: 'it' | 'en') =>
  outside(pool, (tx) => tx.updateTable('account').set({ language }).where('id', '=', accountId).execute())

const keyOf = (who: string) => createHash('sha256').update(who).digest()

export const failuresOf = (pool: Pool, who: string) =>
  outside(pool, (tx) =>
    tx.selectFrom('sign_in_failure').selectAll().where('key_hash', '=', keyOf(who)).executeTakeFirst(),
  )

export const countFailure = (pool: Pool, who: string, now: string) =>
  outside(pool, (tx) =>
    tx
      .insertInto('sign_in_failure')
      .values({ key_hash: keyOf(who), failures: 1, last_at: now })
      .onConflict((conflict) =>
        conflict.column('key_hash').doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, last_at: now }),
      )
      .execute(),
  )

export const forgetFailures = (pool: Pool, who: string) =>
  outside(pool, (tx) => tx.deleteFrom('sign_in_failure').where('key_hash', '=', keyOf(who)).execute())

/** Members of the desk today, by name. */
export async function membersOfDesk(at: At): Promise<{ accountId: string; name: string; roles: Role[] }[]> {
  const db = at.tx as Db<IdentityTables>
  const rows = await db
    .selectFrom('member')
    .leftJoin('role_grant', (join) =>
      join.onRef('role_grant.desk_id', '=', 'member.desk_id').onRef('role_grant.account_id', '=', 'member.account_id'),
    )
    .select([
      'member.account_id',
      'member.name',
      sql<
        Role[]
      >`coalesce(array_agg(role_grant.role order by role_grant.role) filter (where role_grant.role is not null), '{}')`.as(
        'roles',
      ),
    ])
    .where('member.desk_id', '=', at.desk.id)
    .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>=', at.today as string)]))
    .groupBy(['member.account_id', 'member.name'])
    .orderBy('member.name')
    .execute()
  return rows.map((row) => ({ accountId: row.account_id, name: row.name, roles: row.roles }))
}

export type NewAccount = { id: string; email: string; name: string; passwordHash: string; demo: boolean; now: string }

/** Adds an account unless one with this e-mail is there; answers with its id and whether it is new. */
export const addAccount = (
  pool: Pool,
  { id, email, name, passwordHash, demo, now }: NewAccount,
): Promise<{ id: string; added: boolean }> =>
  outside(pool, async (tx) => {
    const added = await tx
      .insertInto('account')
      .values({
        id,
        email,
        name,
        password_hash: passwordHash,
        language: 'it',
        demo,
        disabled_at: null,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) return { id, added: true }
    const found = await tx.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
    return { id: found.id, added: false }
  })

/** Makes an account a member of a desk with these roles (and no others). */
export const setMember = (
  pool: Pool,
  deskId: string,
  accountId: string,
  roles: readonly Role[],
  today: string,
): Promise<void> =>
  outside(pool, async (tx) => {
    const { name } = await tx.selectFrom('account').select('name').where('id', '=', accountId).executeTakeFirstOrThrow()
    await tx
      .insertInto('member')
      .values({ desk_id: deskId, account_id: accountId, name, since: today, until: null })
      .onConflict((conflict) => conflict.columns(['desk_id', 'account_id']).doUpdateSet({ until: null, name }))
      .execute()
    await tx.deleteFrom('role_grant').where('desk_id', '=', deskId).where('account_id', '=', accountId).execute()
    if (roles.length > 0)
      await tx
        .insertInto('role_grant')
        .values(roles.map((role) => ({ desk_id: deskId, account_id: accountId, role })))
        .execute()
  })

/** A member leaves a desk as of yesterday: what was written stays, with the name. */
export const endMember = (pool: Pool, deskId: string, accountId: string, yesterday: string): Promise<boolean> =>
  outside(pool, async (tx) => {
    const ended = await tx
      .updateTable('member')
      .set({ until: yesterday })
      .where('desk_id', '=', deskId)
      .where('account_id', '=', accountId)
      .returning('account_id')
      .executeTakeFirst()
    return ended !== undefined
  })

/** Members of a desk for the console. */
export const membersForConsole = (pool: Pool, deskId: string) =>
  outside(pool, (tx) =>
    tx
      .selectFrom('member')
      .innerJoin('account', 'account.id', 'member.account_id')
      .select(['account.email', 'account.name', 'member.since', 'member.until'])
      .select((eb) =>
        eb
          .selectFrom('role_grant')
          .select(sql<Role[]>`coalesce(array_agg(role order by role), '{}')`.as('roles'))
          .whereRef('role_grant.desk_id', '=', 'member.desk_id')
          .whereRef('role_grant.account_id', '=', 'member.account_id')
          .as('roles'),
      )
      .where('member.desk_id', '=', deskId)
      .orderBy('account.name')
      .execute(),
  )
