import type { At } from '../platform/door.ts'
import { on } from './store.ts'

type NewService = { id: string; day: string; kind: string; text: string }

const sealedService = (at: At, id: string, text: string) => at.vault.seal({ in: 'service_delivered.words', id }, text)

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
