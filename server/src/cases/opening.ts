import type { CaseFacts } from '#model/cases/contract.ts'
import { insertOwnNote } from '../notes/asks.ts'
import type { At } from '../platform/door.ts'
import { addEvent, type CaseRow, factsColumns, on, setFollower } from './store.ts'

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
