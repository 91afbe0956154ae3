import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

/** Ends every access that is open to a case of a person: the data are being erased, and nothing is left to be read. */
export const endAccessesTo = (at: At, personId: string) =>
  sql`
    update glass set ended_at = ${at.now}, ended_by = 'owner'
    where network_id = ${at.desk.networkId} and owner_desk = ${at.desk.id} and ended_at is null and ends_at > ${at.now}
      and case_id in (select id from care_case where desk_id = ${at.desk.id} and person_id = ${personId})`.execute(
    at.tx,
  )

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
