import { newId } from '../platform/clock.ts'
import type { At } from '../platform/door.ts'
import { on } from './store.ts'

type NewService = { id: string; day: string; kind: string; text: string }
type NewNote = { id: string; day: string; kind: string; text: string }

const sealedService = (at: At, id: string, text: string) => at.vault.seal({ in: 'service_delivered.words', id }, text)
const sealedNote = (at: At, id: string, text: string) => at.vault.seal({ in: 'case_note.words', id }, text)

const newService = (at: At, caseId: string, { id, day, kind, text }: NewService) =>
  on(at)
    .insertInto('service_delivered')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: caseId,
      day,
      kind,
      words: sealedService(at, id, text),
      by: at.actor.name,
      noted_at: at.now,
      withdrawn_at: null,
    })

export const insertService = (at: At, caseId: string, service: NewService) => newService(at, caseId, service).execute()

/** False if a service of this id stands there. */
export async function insertServiceOnce(at: At, caseId: string, service: NewService): Promise<boolean> {
  const inserted = await newService(at, caseId, service)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const serviceOfCase = (at: At, caseId: string, id: string) =>
  on(at)
    .selectFrom('service_delivered')
    .select(['id', 'by'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()

export const withdrawServiceRow = (at: At, id: string) =>
  on(at)
    .updateTable('service_delivered')
    .set({ withdrawn_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()

export const insertNote = (at: At, caseId: string, { id, day, kind, text }: NewNote) =>
  on(at)
    .insertInto('case_note')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: caseId,
      day,
      kind,
      words: sealedNote(at, id, text),
      by: at.actor.name,
      written_at: at.now,
      changed_at: null,
      version: 1,
    })
    .execute()

/** A note that the system writes with another act of the actor (taking charge, an import). */
export const insertOwnNote = (at: At, caseId: string, day: string, text: string) =>
  insertNote(at, caseId, { id: newId(), day, kind: 'other', text })

export const noteOfCase = (at: At, caseId: string, id: string) =>
  on(at)
    .selectFrom('case_note')
    .select(['id', 'by', 'version'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst()

export const updateNote = (at: At, id: string, { kind, text }: { kind: string; text: string }) =>
  on(at)
    .updateTable('case_note')
    .set((eb) => ({ kind, words: sealedNote(at, id, text), changed_at: at.now, version: eb('version', '+', 1) }))
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .execute()
