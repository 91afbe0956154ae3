import { sql } from 'kysely'
import type { At } from '../platform/door.ts'

/**
 * The contacts an actor may see: all of the desk, or (an outreach worker) the own ones and those of persons met. One
 * sentence for lists, pages and counts.
 */
export const contactsInReach = ({ actor, desk }: At) =>
  actor.reach === 'desk'
    ? sql<boolean>`true`
    : sql<boolean>`(contact.recorded_by = ${actor.name} or exists (select 1 from contact mine
        where mine.desk_id = ${desk.id} and mine.person_id = contact.person_id and mine.recorded_by = ${actor.name}
          and mine.withdrawn_at is null))`

/** The cases an actor may see: all of the desk, or (an outreach worker) those the actor follows. */
export const casesInReach = ({ actor, desk }: At) =>
  actor.reach === 'desk'
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from case_follower f where f.desk_id = ${desk.id} and f.case_id = care_case.id
        and f.account_id = ${actor.accountId})`
