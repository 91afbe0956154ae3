import type { z } from 'zod'
import type { CaseFacts, CaseFile } from '#model/cases/contract.ts'
import type { At } from '../platform/door.ts'
import { insertOwnNote, insertService } from './entries.ts'
import { presentCase } from './present.ts'
import { addEvent, factsColumns, on, putFollower, touchCase, updateCase } from './store.ts'

export type CaseToOpen = CaseFacts & {
  id: string
  personId: string
  contactId: string | null
  openedOn: string
  legalBasis: string
  followers: readonly { accountId: string; role: string }[]
  note: string
}

/** Opens a case; false if the same source (an earlier import) had opened it. */
export async function openNewCase(at: At, wanted: CaseToOpen, sourceTag: Buffer | null = null): Promise<boolean> {
  const { id, personId, contactId, openedOn, legalBasis, followers, note, ...facts } = wanted
  const inserted = await on(at)
    .insertInto('care_case')
    .values({
      desk_id: at.desk.id,
      id,
      person_id: personId,
      contact_id: contactId,
      state: 'open',
      opened_on: openedOn,
      closed_on: null,
      outcome: null,
      ...factsColumns(facts),
      legal_basis: legalBasis,
      last_activity: openedOn,
      opened_by: at.actor.name,
      opened_at: at.now,
      version: 1,
      source_tag: sourceTag,
    })
    .onConflict((conflict) => conflict.columns(['desk_id', 'source_tag']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await addEvent(at, id, 'opened', '')
  for (const { accountId, role } of followers) await putFollower(at, id, accountId, role)
  if (note.trim()) await insertOwnNote(at, id, openedOn, note)
  return true
}

/** The whole case, or undefined if this actor cannot see it. */
export const caseFile = (at: At, id: string): Promise<z.input<typeof CaseFile> | undefined> => presentCase(at, id)

/** Notes a service delivered on somebody's behalf (demonstration data). */
export async function noteService(
  at: At,
  caseId: string,
  service: { id: string; day: string; kind: string; text: string },
): Promise<void> {
  await insertService(at, caseId, service)
  await touchCase(at, caseId, service.day)
}

/** Closes a case on somebody's behalf (demonstration data). */
export async function closeNewCase(at: At, caseId: string, outcome: string, closedOn: string): Promise<void> {
  await updateCase(at, caseId, { state: 'closed', closed_on: closedOn, outcome })
  await addEvent(at, caseId, 'closed', outcome)
}
