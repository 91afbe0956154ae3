import type { z } from 'zod'
import { today } from '#model/calendar.ts'
import type { CaseCard, CaseEvent, CaseFile } from '#model/cases/contract.ts'
import { mayCorrectNote, mayDo, mayWithdrawService } from '#model/cases/rules.ts'
import { listAnswer } from '#model/codes/stored.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons, personInBrief, reachOf } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { type CaseRow, caseRows, followersOf, on } from './store.ts'

type File = z.input<typeof CaseFile>
type Card = z.input<typeof CaseCard>

/** Cases as lines of a list. */
export async function cardsOfCases(at: At, rows: CaseRow[]): Promise<Card[]> {
  const nameOf = await namesOfActors(at)
  const persons = await namesOfPersons(
    at,
    rows.map((row) => row.person_id),
  )
  const followers =
    rows.length === 0
      ? []
      : await followersOf(
          at,
          rows.map((row) => row.id),
        )
  return rows.map((row) => {
    const person = persons.get(row.person_id)
    return {
      id: row.id,
      personName: person?.name ?? '',
      personCode: person?.code ?? '',
      state: row.state,
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      profile: row.profile as Card['profile'],
      needs: listAnswer(row.needs) as Card['needs'],
      followers: followers
        .filter((each) => each.case_id === row.id)
        .map((each) => nameOf(`account:${each.account_id}`)),
      lastActivity: row.last_activity,
    }
  })
}

const rowsOf = <T extends 'service_delivered' | 'case_note' | 'case_event'>(at: At, table: T, id: string) =>
  on(at)
    .selectFrom(table as 'case_note')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('case_id', '=', id)

/** An opening stands on the day that was said, and so does the closing that holds; all else on the day it was written. */
function dayOfEvent(
  row: CaseRow,
  event: { id: string; act: string; at: string },
  lastClosing: string | undefined,
): string {
  if (event.act === 'opened') return row.opened_on
  if (event.id === lastClosing && row.closed_on) return row.closed_on
  return today(event.at)
}

/** The whole case: one answer, one screen. */
export async function presentCase(at: At, row: CaseRow): Promise<File> {
  const nameOf = await namesOfActors(at)
  const [followers, services, notes, events, contacts, others, person] = await Promise.all([
    followersOf(at, [row.id]),
    on(at)
      .selectFrom('service_delivered')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', '=', row.id)
      .where('withdrawn_at', 'is', null)
      .orderBy('day', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    rowsOf(at, 'case_note', row.id).orderBy('day', 'desc').orderBy('id', 'desc').execute(),
    on(at)
      .selectFrom('case_event')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', '=', row.id)
      .orderBy('id', 'desc')
      .execute(),
    on(at)
      .selectFrom('contact')
      .select(['id', 'day', 'channel'])
      .where('desk_id', '=', at.desk.id)
      .where('person_id', '=', row.person_id)
      .where('withdrawn_at', 'is', null)
      .where(reachOf(at).contacts)
      .orderBy('day', 'desc')
      .limit(200)
      .execute(),
    caseRows(at)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('person_id', '=', row.person_id)
      .where('id', '!=', row.id)
      .executeTakeFirstOrThrow(),
    personInBrief(at, row.person_id),
  ])
  const { vault, actor } = at
  const lastClosing = events.find((each) => each.act === 'closed')?.id
  const can = mayDo(row.state, actor.grants)
  const writes = can.includes('write')
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    outcome: row.outcome as File['outcome'],
    legalBasis: row.legal_basis as File['legalBasis'],
    contactId: row.contact_id,
    profile: row.profile as File['profile'],
    stayDocument: row.stay_document as File['stayDocument'],
    sector: row.sector as File['sector'],
    workForm: row.work_form as File['workForm'],
    needs: listAnswer(row.needs) as File['needs'],
    person: { ...(person as NonNullable<typeof person>), otherCases: others.count } as File['person'],
    followers: followers.map((each) => ({
      accountId: each.account_id,
      name: nameOf(`account:${each.account_id}`),
      role: each.role as File['followers'][number]['role'],
      since: each.since,
    })),
    services: services.map((each) => ({
      id: each.id,
      day: each.day,
      kind: each.kind as File['services'][number]['kind'],
      text: vault.open<string>({ in: 'service_delivered.words', id: each.id }, each.words),
      by: nameOf(each.by),
      can: writes && mayWithdrawService(actor, each.by) ? ['withdraw'] : [],
    })),
    notes: notes.map((each) => ({
      id: each.id,
      kind: each.kind as File['notes'][number]['kind'],
      day: each.day,
      text: vault.open<string>({ in: 'case_note.words', id: each.id }, each.words),
      by: nameOf(each.by),
      writtenAt: each.written_at,
      changedAt: each.changed_at,
      version: each.version,
      can: writes && mayCorrectNote(actor.name, each.by) ? ['correct'] : [],
    })),
    events: events.map((each) => {
      const what = vault.open<string>({ in: 'case_event.words', id: each.id }, each.words)
      const act = each.act as CaseEvent['act']
      return {
        id: each.id,
        at: each.at,
        day: dayOfEvent(row, each, lastClosing),
        act,
        by: nameOf(each.actor),
        what: nameOf(what),
      }
    }),
    contacts,
    can,
  }
}
