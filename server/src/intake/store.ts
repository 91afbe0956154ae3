import { sql } from 'kysely'
import type { Requirement } from '#model/intake/contract.ts'
import { reachOf } from '../people/asks.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'

export type RequirementRow = { programme: string; code: Requirement['code']; source: string; checked_on: string }

/** Requirements, valid on a day, of the programmes of the desk's network. */
export async function requirementsOn(at: At, day: string): Promise<RequirementRow[]> {
  const { rows } = await sql<RequirementRow>`
    select p.name as programme, r.code, r.source, r.checked_on from programme p join programme_requirement r on r.programme_id = p.id
    where p.network_id = ${at.desk.networkId} and r.valid_from <= ${day} and (r.valid_until is null or r.valid_until >= ${day})
    order by p.name, r.code`.execute(at.tx)
  return rows
}

/** Whether a contact that this actor may see is one of this person's, or of nobody's yet; held, so that nobody else gives it away meanwhile. */
export async function contactFits(at: At, contactId: string, personId: string): Promise<boolean> {
  const db = at.tx as Db<{
    contact: { desk_id: string; id: string; person_id: string | null; recorded_by: string; withdrawn_at: string | null }
  }>
  const row = await db
    .selectFrom('contact')
    .select('person_id')
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', contactId)
    .where('withdrawn_at', 'is', null)
    .where(reachOf(at).contacts)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined && (row.person_id === null || row.person_id === personId)
}
