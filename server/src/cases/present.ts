import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { today } from '#model/calendar.ts'
import type { CaseCard, CaseEvent, CaseFile } from '#model/cases/contract.ts'
import { mayDo, mayWithdrawService } from '#model/cases/rules.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { listAnswer } from '#model/codes/stored.ts'
import { agendaOf } from '../appointments/asks.ts'
import { filesInCase } from '../files/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { notesOfCase } from '../notes/asks.ts'
import { briefOf, reachOf, tiesBrief } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { questionsInCase } from '../questions/asks.ts'
import { languageThatCame, referralsOfCase } from '../referrals/asks.ts'
import { openTasksOf } from '../tasks/asks.ts'
import { approvalWanted, countApprovals, countHandovers } from '../team/asks.ts'
import { type ListedCase, opensCases } from './list.ts'
import { type CaseRow, casesSeen } from './store.ts'
import type { CaseTables } from './tables.ts'

type File = z.input<typeof CaseFile>
type Card = z.input<typeof CaseCard>

/** Cases as lines of a list. */
export function cardsOfCases(at: At, rows: ListedCase[], nameOf: (actor: string) => string): Card[] {
  return rows.map((row) => {
    const { name, code, erased } = briefOf(at, row.person_id, row.identity)
    return {
      id: row.id,
      personName: name,
      erased,
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

type WholeRow = CaseRow & { identity: Buffer; sex: string; citizenship: string; others: number; restricted: boolean }
type EmergencyOfCase = { at: string; by: string; desk: string; reason: string }
type ContactOfCase = { id: string; day: string; channel: string; language: string }

/**
 * All that is asked for a case, at once. `whole` is the case with its person and how many other cases of that person
 * this actor may see; absent if the actor cannot see the case, and then nothing of the rest may be used.
 */
async function rowsOfFile(at: At, id: string) {
  const ofCase = sql`desk_id = ${at.desk.id} and case_id = ${id}`
  const rows = async <Row>(query: RawBuilder<Row>) => (await query.execute(at.tx)).rows
  const [whole, followers, services, notes, events, contacts, emergencies] = await Promise.all([
    rows(sql<WholeRow>`
      select care_case.*, person.identity, person.sex, person.citizenship,
        (select count(*)::int from care_case where ${casesSeen(at)} and care_case.person_id = person.id and care_case.id <> ${id}) as others,
        exists (select 1 from restriction r where r.desk_id = person.desk_id and r.person_id = person.id and not exists (
          select 1 from restriction_end e where e.desk_id = r.desk_id and e.restriction_id = r.id)) as restricted
      from care_case join person on person.desk_id = care_case.desk_id and person.id = care_case.person_id
      where ${casesSeen(at)} and care_case.id = ${id}`),
    rows(sql<CaseTables['case_follower'] & { opens: boolean }>`
      select g.*, ${opensCases(at)} as opens from case_follower g where ${ofCase} order by since, account_id`),
    rows(sql<CaseTables['service_delivered']>`
      select * from service_delivered where ${ofCase} and withdrawn_at is null order by day desc, id desc`),
    notesOfCase(at, id),
    rows(sql<CaseTables['case_event']>`select * from case_event where ${ofCase} order by id desc`),
    rows(sql<ContactOfCase>`
      select id, day, channel, language from contact
      where desk_id = ${at.desk.id} and withdrawn_at is null and ${reachOf(at).contacts}
        and person_id = (select person_id from care_case where desk_id = ${at.desk.id} and id = ${id})
      order by day desc limit 200`),
    rows(sql<EmergencyOfCase>`
      select opened_at as at, reader_name as by, d.name as desk, reason from glass join desk d on d.id = reader_desk
      where owner_desk = ${at.desk.id} and case_id = ${id} and opened_at > ${at.now}::timestamptz - interval '30 days'
      order by opened_at desc limit 20`),
  ])
  return { row: whole[0], followers, services, notes, events, contacts, emergencies }
}

/** The whole case: one answer, one screen; undefined if this actor cannot see it. */
export async function presentCase(at: At, id: string): Promise<File | undefined> {
  const [{ row, followers, services, notes, events, contacts, emergencies }, nameOf, referrals, came, tasks] =
    await Promise.all([
      rowsOfFile(at, id),
      namesOfActors(at),
      referralsOfCase(at, id),
      languageThatCame(at, id),
      openTasksOf(at, id),
    ])
  if (!row) return undefined
  const [ties, appointments, files, questions, handovers, approvals, wanted] = await Promise.all([
    tiesBrief(at, row.person_id),
    agendaOf(at, id),
    filesInCase(at, id),
    questionsInCase(at, id),
    countHandovers(at, id),
    countApprovals(at, id),
    approvalWanted(at, 'close'),
  ])
  const spoken = ties.safeContact?.language
  const { vault, actor } = at
  const lastClosing = events.find((each) => each.act === 'closed')?.id
  // Nothing is written about a person whose data were erased: the database refuses it.
  const can = row.identity.length === 0 ? [] : mayDo(row.state, actor.grants)
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
      ...ties,
      language:
        (spoken && isAnswered(spoken) ? spoken : null) ??
        contacts.find(({ language }) => isAnswered(language))?.language ??
        came,
      otherCases: row.others,
      restricted: row.restricted,
    } as File['person'],
    followers: followers.map((each) => ({
      accountId: each.account_id,
      name: nameOf(`account:${each.account_id}`),
      role: each.role as File['followers'][number]['role'],
      since: each.since,
      gone: !each.opens,
    })),
    services: services.map((each) => ({
      id: each.id,
      day: each.day,
      kind: each.kind as File['services'][number]['kind'],
      text: vault.open<string>({ in: 'service_delivered.words', id: each.id }, each.words),
      by: nameOf(each.by),
      can: writes && mayWithdrawService(actor, each.by) ? ['withdraw'] : [],
    })),
    notes: notes(nameOf, writes),
    events: events.map((each) => {
      type Said = string | { purpose: string; parts: string[] }
      const said = vault.open<Said>({ in: 'case_event.words', id: each.id }, each.words)
      const act = each.act as CaseEvent['act']
      return {
        id: each.id,
        at: each.at,
        day: dayOfEvent(row, each, lastClosing),
        act,
        by: nameOf(each.actor),
        what: typeof said === 'string' ? nameOf(said) : said.purpose,
        dossier:
          typeof said === 'string'
            ? null
            : { parts: said.parts, mine: each.actor === actor.name && today(each.at) === at.today },
      }
    }),
    contacts: contacts.map(({ language: _, ...contact }) => contact),
    emergencies: emergencies as File['emergencies'],
    referrals,
    tasks: tasks.rows,
    tasksTotal: tasks.total,
    appointments,
    files,
    questions,
    handovers,
    approvals,
    asksToClose: wanted && can.includes('close'),
    can,
  }
}
