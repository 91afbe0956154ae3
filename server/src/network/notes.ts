import type { At } from '../platform/door.ts'
import { on } from './services.ts'

export type Note = { text: string; version: number }

/** What the desk at hand noted for itself about a service. */
export async function noteOf(at: At, serviceId: string): Promise<Note | null> {
  const row = await on(at)
    .selectFrom('service_note')
    .select(['words', 'version'])
    .where('desk_id', '=', at.desk.id)
    .where('service_id', '=', serviceId)
    .executeTakeFirst()
  if (!row) return null
  return { text: at.vault.open<string>({ in: 'service_note.words', id: serviceId }, row.words), version: row.version }
}

/** Keeps the note if it is still the one of this version (0: there was none); false if somebody was first. */
export async function keepNote(at: At, serviceId: string, { text, version }: Note): Promise<boolean> {
  const change = {
    words: at.vault.seal({ in: 'service_note.words', id: serviceId }, text),
    changed_at: at.now,
    changed_by: at.actor.name,
    version: version + 1,
  }
  const kept =
    version === 0
      ? await on(at)
          .insertInto('service_note')
          .values({ desk_id: at.desk.id, service_id: serviceId, network_id: at.desk.networkId, ...change })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await on(at)
          .updateTable('service_note')
          .set(change)
          .where('desk_id', '=', at.desk.id)
          .where('service_id', '=', serviceId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst()
  return kept !== undefined
}
