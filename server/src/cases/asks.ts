import type { z } from 'zod'
import type { CaseFacts, CaseFile } from '#model/cases/contract.ts'
import type { At } from '../platform/door.ts'
import { insertOwnNote, insertService, insertServiceOnce } from './entries.ts'
import { presentCase } from './present.ts'
import { addEvent, type CaseRow, factsColumns, on, setFollower, touchCase, updateCase } from './store.ts'

export type CaseToOpen = CaseFacts & {
  id: string
  personId: string
  contactId: string | null
  openedOn: string
  legalBasis: string
  followers: readonly { accountId: string; role: string }[]
  note: string
}

/** The row of a case that is opened now. */
function rowOf(at: At, wanted: CaseToOpen, sourceTag: Buffer | null): CaseRow {
  const { id, personId, contactId, openedOn, legalBasis, followers, note, ...facts } = wanted
  return {
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
  }
}

/** What is written beside the row of a new case. */
const beside = (at: At, { id, openedOn, followers, note }: CaseToOpen): Promise<unknown>[] => [
  addEvent(at, id, 'opened', ''),
  ...followers.map((each) => setFollower(at, id, each.accountId, each.role)),
  ...(note.trim() ? [insertOwnNote(at, id, openedOn, note)] : []),
]

/** Opens a case. Statements run in the order in which they are asked: all of it is one way there. */
export async function openNewCase(at: At, wanted: CaseToOpen): Promise<void> {
  await Promise.all([
    on(at)
      .insertInto('care_case')
      .values(rowOf(at, wanted, null))
      .execute(),
    ...beside(at, wanted),
  ])
}

/** Opens a case of an imported register; false if the same source had opened it. */
export async function openFromSource(at: At, wanted: CaseToOpen, sourceTag: Buffer): Promise<boolean> {
  const inserted = await on(at)
    .insertInto('care_case')
    .values(rowOf(at, wanted, sourceTag))
    .onConflict((conflict) => conflict.columns(['desk_id', 'source_tag']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) await Promise.all(beside(at, wanted))
  return inserted !== undefined
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

/** Notes a service that another desk delivered; false if it stood there. A closed case takes it too: it is what happened. */
export async function noteServiceOnce(
  at: At,
  caseId: string,
  service: { id: string; day: string; kind: string; text: string },
): Promise<boolean> {
  const inserted = await insertServiceOnce(at, caseId, service)
  if (inserted) await touchCase(at, caseId, service.day)
  return inserted
}

/** Closes a case on somebody's behalf (an import, demonstration data); what was written last is of that day. */
export async function closeNewCase(at: At, caseId: string, outcome: string, closedOn: string): Promise<void> {
  await updateCase(at, caseId, { state: 'closed', closed_on: closedOn, outcome }, closedOn)
  await addEvent(at, caseId, 'closed', outcome)
}
