import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'

type DraftTables = {
  draft: {
    desk_id: string
    account_id: string
    id: string
    kind: string
    record: string | null
    edition: number
    body: Buffer
    saved_at: string
  }
}

const on = (at: At) => at.tx as Db<DraftTables>
const spot = (id: string) => ({ in: 'draft.body', id })
const owner = (at: At) => at.actor.accountId as string

/** Own drafts, newest first. */
export async function ownDrafts(at: At) {
  const rows = await on(at)
    .selectFrom('draft')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('account_id', '=', owner(at))
    .orderBy('saved_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, body: at.vault.open<string>(spot(row.id), row.body) }))
}

/** Own drafts beside this one: one that is there can always be typed in. */
export const countOthers = async (at: At, id: string): Promise<number> => {
  const { count } = await on(at)
    .selectFrom('draft')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('desk_id', '=', at.desk.id)
    .where('account_id', '=', owner(at))
    .where('id', '!=', id)
    .executeTakeFirstOrThrow()
  return count
}

/** Keeps the newer edition: an older one that arrives late changes nothing. */
export const keepDraft = (
  at: At,
  id: string,
  draft: { kind: string; record: string | null; edition: number; body: string },
) =>
  on(at)
    .insertInto('draft')
    .values({
      desk_id: at.desk.id,
      account_id: owner(at),
      id,
      ...draft,
      body: at.vault.seal(spot(id), draft.body),
      saved_at: at.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'account_id', 'id'])
        .doUpdateSet((eb) => ({
          edition: eb.ref('excluded.edition'),
          body: eb.ref('excluded.body'),
          saved_at: eb.ref('excluded.saved_at'),
        }))
        .where(sql<boolean>`draft.edition <= excluded.edition`),
    )
    .execute()

export const dropDraft = (at: At, id: string) =>
  on(at)
    .deleteFrom('draft')
    .where('desk_id', '=', at.desk.id)
    .where('account_id', '=', owner(at))
    .where('id', '=', id)
    .execute()
