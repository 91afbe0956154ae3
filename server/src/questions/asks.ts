import { sql } from 'kysely'
import { today } from '#model/calendar.ts'
import type { AnswerSheet } from '#model/questions/answer-contract.ts'
import { type Happened, happened, inOneLine } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { answersTo } from './answer-store.ts'
import { sheetOf } from './present.ts'
import { countAsked } from './store.ts'

/** How many questions the desk asks in cases, and how many of its questions have an answer in this one: what a case shows. */
export async function questionsInCase(at: At, caseId: string): Promise<{ asked: number; answered: number }> {
  const [asked, { byQuestion }] = await Promise.all([countAsked(at, 'case'), answersTo(at, caseId)])
  const answered = [...byQuestion.values()].filter(([latest]) => latest && latest.state !== 'not_asked').length
  return { asked, answered }
}

/** Everything that was answered of a person and in the person's cases: what the copy for the person holds. */
export async function answersOfPerson(at: At, personId: string, cases: readonly string[]): Promise<AnswerSheet[]> {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from question_answer where desk_id = ${at.desk.id} and person_id = ${personId} limit 1`.execute(
    at.tx,
  )
  if (rows.length === 0) return []
  return Promise.all([null, ...cases].map((caseId) => sheetOf(at, { personId, caseId }, false)))
}

/** When the desk's questions were answered in a case, and by whom: that they were, never what. */
export async function answersHappened(at: At, caseId: string): Promise<Happened[]> {
  const { rows } = await sql<{ id: string; by: string; at: string }>`
    select id, by, at from question_answer where desk_id = ${at.desk.id} and case_id = ${caseId} and length(words) > 0`.execute(
    at.tx,
  )
  return inOneLine(
    rows.map(({ id, by, at: when }) =>
      happened({ kind: 'questions', act: 'answered', key: id, thing: caseId, day: today(when), at: when, actor: by }),
    ),
  )
}
