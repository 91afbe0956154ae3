import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

/** Names of those who came into this desk through the glass, by actor; others answer with nothing. */
export async function namesOfGuests(at: At): Promise<(actor: string) => string | undefined> {
  const { rows } = await sql<{ actor: string; name: string }>`
    select distinct on (g.reader_account) 'guest:' || g.reader_account as actor, g.reader_name || ' (' || d.name || ')' as name
    from glass g join desk d on d.id = g.reader_desk
    where g.network_id = ${at.desk.networkId} and g.owner_desk = ${at.desk.id} order by g.reader_account, g.opened_at desc`.execute(
    at.tx,
  )
  const names = new Map(rows.map(({ actor, name }) => [actor, name]))
  return (actor) => names.get(actor)
}
