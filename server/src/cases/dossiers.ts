import { instantAt, today } from '#model/calendar.ts'
import type { At } from '../platform/door.ts'
import { presentCase } from './present.ts'
import { addEvent, on } from './store.ts'

/** Notes that a dossier is taken out of a case that this actor sees; false where there is none, or nothing of it any more. */
export async function noteDossier<D extends { id: string; purpose: string }>(at: At, caseId: string, dossier: D) {
  const file = await presentCase(at, caseId)
  if (!file || file.person.erased) return false
  const { id, ...said } = dossier
  await addEvent(at, caseId, 'dossier', said, id)
  return true
}

/** How many dossiers of a case were made today, on the days of Italy. */
export async function dossiersToday(at: At, caseId: string): Promise<number> {
  const { count } = await on(at)
    .selectFrom('case_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('act', '=', 'dossier')
    .where('at', '>=', instantAt(at.today, '00:00'))
    .executeTakeFirstOrThrow()
  return count
}

/** The dossier that this member had made of a case today, if it was. */
export async function dossierOfToday(at: At, caseId: string, id: string): Promise<unknown> {
  const row = await on(at)
    .selectFrom('case_event')
    .select(['words', 'at'])
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .where('act', '=', 'dossier')
    .where('actor', '=', at.actor.name)
    .executeTakeFirst()
  if (!row || today(row.at) !== at.today || row.words.length === 0) return undefined
  return { id, ...at.vault.open<object>({ in: 'case_event.words', id }, row.words) }
}
