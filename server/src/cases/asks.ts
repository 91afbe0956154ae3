import { sql } from 'kysely'
import type { z } from 'zod'
import type { CivilDate } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { mayDo } from '#model/cases/rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import { insertNote } from '../notes/asks.ts'
import { reachOf } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { dossierOfToday, dossiersToday, noteDossier } from './dossiers.ts'
import { insertService, insertServiceOnce } from './entries.ts'
import { caseToAssign, handFollower } from './handing.ts'
import { caseFor, checkDay } from './held.ts'
import { type CaseFilter, countCases, countUnfollowed, openWithFollowers, rowsOfCases } from './list.ts'
import { type CaseToOpen, openFromSource, openNewCase } from './opening.ts'
import { cardsOfCases, presentCase } from './present.ts'
import { addEvent, type CaseRow, casesSeen, lockCase, on, touchCase, updateCase } from './store.ts'

export type { CaseToOpen }
export {
  caseToAssign,
  countUnfollowed,
  dossierOfToday,
  dossiersToday,
  handFollower,
  noteDossier,
  openFromSource,
  openNewCase,
  openWithFollowers,
}

/** The whole case, or undefined if this actor cannot see it. */
export const caseFile = (at: At, id: string): Promise<z.input<typeof CaseFile> | undefined> => presentCase(at, id)

/**
 * Whose case it is, when it was closed, and whether this actor may write in it, or how the person is afterwards; undefined
 * if this actor cannot see it.
 */
export type CaseBrief = { personId: string; closedOn: CivilDate | null; mayWrite: boolean; mayFollowUp: boolean }

function briefOfCase(
  at: At,
  row: Pick<CaseRow, 'person_id' | 'state' | 'closed_on'> | undefined,
): CaseBrief | undefined {
  if (!row) return undefined
  const may = mayDo(row.state, at.actor.grants)
  return {
    personId: row.person_id,
    closedOn: row.closed_on as CivilDate | null,
    mayWrite: may.includes('write'),
    mayFollowUp: may.includes('follow-up'),
  }
}

export const caseBrief = async (at: At, id: string): Promise<CaseBrief | undefined> =>
  briefOfCase(
    at,
    await on(at)
      .selectFrom('care_case')
      .select(['person_id', 'state', 'closed_on'])
      .where(casesSeen(at))
      .where('id', '=', id)
      .executeTakeFirst(),
  )

/** The same, of a case in which something is written now: held until the end, its activity is of today. */
export async function touchedCase(at: At, id: string): Promise<CaseBrief | undefined> {
  const brief = briefOfCase(at, await lockCase(at, id))
  if (brief?.mayWrite || brief?.mayFollowUp) await touchCase(at, id, at.today)
  return brief
}

/** The open cases that this member follows, or another one, each with its person; the one that was opened last comes last. */
export async function followedCases(at: At, account = at.actor.accountId): Promise<Map<string, string>> {
  const rows = await on(at)
    .selectFrom('care_case')
    .innerJoin('case_follower', (join) =>
      join
        .onRef('case_follower.desk_id', '=', 'care_case.desk_id')
        .onRef('case_follower.case_id', '=', 'care_case.id')
        .on('case_follower.account_id', '=', account ?? ''),
    )
    .select(['care_case.id', 'care_case.person_id'])
    .where(casesSeen(at))
    .where('care_case.state', '=', 'open')
    .orderBy('care_case.opened_on')
    .execute()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

/** The persons of the open cases that some members follow, by the account of each. */
export async function personsFollowedBy(at: At, accounts: readonly string[]): Promise<Map<string, string[]>> {
  if (accounts.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('care_case')
    .innerJoin('case_follower', (join) =>
      join.onRef('case_follower.desk_id', '=', 'care_case.desk_id').onRef('case_follower.case_id', '=', 'care_case.id'),
    )
    .select(['case_follower.account_id', 'care_case.person_id'])
    .where('care_case.desk_id', '=', at.desk.id)
    .where('care_case.state', '=', 'open')
    .where('case_follower.account_id', 'in', [...accounts])
    .execute()
  const found = Map.groupBy(rows, ({ account_id }) => account_id)
  return new Map([...found].map(([account, all]) => [account, [...new Set(all.map(({ person_id }) => person_id))]]))
}

/** The cases that this member follows, or another one, and that were closed since a day, each with its person and the day. */
export async function followedClosed(
  at: At,
  since: CivilDate,
  account = at.actor.accountId,
): Promise<{ id: string; personId: string; closedOn: CivilDate }[]> {
  const rows = await on(at)
    .selectFrom('care_case')
    .innerJoin('case_follower', (join) =>
      join
        .onRef('case_follower.desk_id', '=', 'care_case.desk_id')
        .onRef('case_follower.case_id', '=', 'care_case.id')
        .on('case_follower.account_id', '=', account ?? ''),
    )
    .select(['care_case.id', 'care_case.person_id', 'care_case.closed_on'])
    .where(casesSeen(at))
    .where('care_case.closed_on', '>=', since)
    .execute()
  return rows.map(({ id, person_id, closed_on }) => ({ id, personId: person_id, closedOn: closed_on as CivilDate }))
}

/** Of these cases those that are open and that this actor sees, each with its person. */
export async function openCasesOf(at: At, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('care_case')
    .select(['id', 'person_id'])
    .where(casesSeen(at))
    .where('state', '=', 'open')
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

/** Of these cases those that this actor sees, open or closed, each with its person. */
export async function personsOfCases(at: At, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await on(at)
    .selectFrom('care_case')
    .select(['id', 'person_id'])
    .where(casesSeen(at))
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.person_id]))
}

/** The open cases that a colleague follows and this actor sees, as lines of a list: the first of them, and how many there are. */
export async function cardsFollowedBy(at: At, account: string, most: number) {
  const filter: CaseFilter = { state: 'open', follower: account, order: 'waiting' }
  const [rows, total, nameOf] = await Promise.all([
    rowsOfCases(at, filter, null, most),
    countCases(at, filter),
    namesOfActors(at),
  ])
  return { rows: cardsOfCases(at, rows, nameOf), total }
}

/** The persons of the open cases that this member follows, or another one, each with the case that was opened last. */
export const followedPersons = async (at: At, account = at.actor.accountId): Promise<Map<string, string>> =>
  new Map([...(await followedCases(at, account))].map(([id, personId]) => [personId, id]))

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

/** Services and notes that another desk wrote, each under an id that is made of its place: a second time adds none. */
export async function addEntries(
  at: At,
  caseId: string,
  {
    services,
    notes,
    idOf,
  }: {
    services: readonly { day: string; kind: string; text: string }[]
    notes: readonly { day: string; kind: string; text: string }[]
    idOf: (what: string) => string
  },
): Promise<void> {
  await Promise.all([
    ...services.map((each, no) => insertService(at, caseId, { ...each, id: idOf(`service ${no}`) })),
    ...notes.map((each, no) => insertNote(at, caseId, { ...each, id: idOf(`note ${no}`) })),
  ])
}

/** Closes a case that another desk took over; one that is closed already stays as it is. */
export async function closeHandedOver(at: At, caseId: string): Promise<void> {
  if ((await caseFile(at, caseId))?.state === 'open') await closeNewCase(at, caseId, 'handed-over', at.today)
}

/** Closes a case on somebody's behalf (an import, demonstration data); what was written last is of that day. */
export async function closeNewCase(at: At, caseId: string, outcome: string, closedOn: string): Promise<void> {
  await updateCase(at, caseId, { state: 'closed', closed_on: closedOn, outcome }, closedOn)
  await addEvent(at, caseId, 'closed', outcome)
}

/** A case that this actor may write in, held until the end of the transaction; refuses a day that cannot be the case's. */
export async function caseToWriteIn(at: At, id: string, day: CivilDate | null): Promise<CaseRow> {
  const row = await caseFor(at, id, 'write')
  if (day) checkDay(at, day, row, '/day')
  return row
}

/** Which colleagues follow a case. */
export async function followersOf(at: At, id: string): Promise<string[]> {
  const rows = await on(at)
    .selectFrom('case_follower')
    .select('account_id')
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', id)
    .execute()
  return rows.map((row) => row.account_id)
}

/** Something was written beside the case on a day. */
export const touchOf = (at: At, id: string, day: string) => touchCase(at, id, day)

/** What others than this actor wrote in a case after an instant: services, what was done with the case, contacts of its person. */
export async function entriesSince(at: At, caseId: string, since: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from service_delivered where desk_id = ${at.desk.id} and case_id = ${caseId} and withdrawn_at is null
      and noted_at > ${since} and by <> ${at.actor.name}
    union all select id from case_event where desk_id = ${at.desk.id} and case_id = ${caseId}
      and at > ${since} and actor <> ${at.actor.name}
    union all select id from contact where desk_id = ${at.desk.id} and withdrawn_at is null and ${reachOf(at).contacts}
      and recorded_at > ${since} and recorded_by <> ${at.actor.name}
      and person_id = (select person_id from care_case where desk_id = ${at.desk.id} and id = ${caseId})`.execute(at.tx)
  return rows.map(({ id }) => id)
}
