import { sql } from 'kysely'
import type { z } from 'zod'
import { today } from '#model/calendar.ts'
import type { CaseCard, CaseEvent, CaseFile } from '#model/cases/contract.ts'
import { mayCorrectNote, mayDo, mayWithdrawService } from '#model/cases/rules.ts'
import { listAnswer } from '#model/codes/stored.ts'
import { namesOfActors } from '../identity/asks.ts'
import { briefOf, reachOf } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import type { ListedCase } from './list.ts'
import { type CaseRow, caseRows, followersOf, on } from './store.ts'

type File = z.input<typeof CaseFile>
type Card = z.input<typeof CaseCard>

/** Cases as lines of a list. */
export function cardsOfCases(at: At, rows: ListedCase[], nameOf: (actor: string) => string): Card[] {
  return rows.map((row) => {
    const { name, code } = briefOf(at, row.person_id, row.identity)
    return {
      id: row.id,
      personName: name,
      personCode: code,
      state: row.state,
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      profile: row.profile as Card['profile'],
      needs: listAnswer(row.needs) as Card['needs'],
      followers: row.followers.map((accountId) => nameOf(`account:${accountId}`)),
      lastActivity: row.last_activity,
    }
  })
}

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

/** The case with its person and how many other cases of that person this actor may see. */
const wholeRow = (at: At, id: string) =>
  caseRows(at)
    .innerJoin('person', (join) =>
      join.onRef('person.desk_id', '=', 'care_case.desk_id').onRef('person.id', '=', 'care_case.person_id'),
    )
    .selectAll('care_case')
    .select([
      'person.identity',
      'person.sex',
      'person.citizenship',
      sql<number>`(select count(*)::int from care_case where care_case.desk_id = ${at.desk.id}
        and care_case.person_id = person.id and care_case.id <> ${id} and ${reachOf(at).cases})`.as('others'),
    ])
    .where('care_case.id', '=', id)
    .executeTakeFirst()

const contactsOf = (at: At, id: string) =>
  on(at)
    .selectFrom('contact')
    .select(['id', 'day', 'channel'])
    .where('desk_id', '=', at.desk.id)
    .where('person_id', '=', (eb) =>
      eb.selectFrom('care_case').select('person_id').where('desk_id', '=', at.desk.id).where('id', '=', id),
    )
    .where('withdrawn_at', 'is', null)
    .where(reachOf(at).contacts)
    .orderBy('day', 'desc')
    .limit(sql.lit(200))
    .execute()

/** The whole case: one answer, one screen; undefined if this actor cannot see it. All is asked at once. */
export async function presentCase(at: At, id: string): Promise<File | undefined> {
  const [row, nameOf, followers, services, notes, events, contacts] = await Promise.all([
    wholeRow(at, id),
    namesOfActors(at),
    followersOf(at, id),
    on(at)
      .selectFrom('service_delivered')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .orderBy('day', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    on(at)
      .selectFrom('case_note')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', '=', id)
      .orderBy('day', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    on(at)
      .selectFrom('case_event')
      .selectAll()
      .where('desk_id', '=', at.desk.id)
      .where('case_id', '=', id)
      .orderBy('id', 'desc')
      .execute(),
    contactsOf(at, id),
  ])
  if (!row) return undefined
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
    person: {
      ...briefOf(at, row.person_id, row.identity),
      sex: row.sex,
      citizenship: row.citizenship,
      otherCases: row.others,
    } as File['person'],
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
