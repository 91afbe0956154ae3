import { sql } from 'kysely'
import { today } from '#model/calendar.ts'
import type { AnswerState } from '#model/questions/answer-contract.ts'
import type { Question, QuestionUse } from '#model/questions/contract.ts'
import { isUnused } from '#model/questions/rules.ts'
import { breathing } from '../platform/breath.ts'
import type { At } from '../platform/door.ts'
import { allAnswers, openAnswers } from './answer-store.ts'
import { questionsOf } from './store.ts'

type Counts = Record<AnswerState, number> & { lastAt: string | null }

/** Of each question how many records hold which answer now, and when one was last written. */
async function countsOf(at: At): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>()
  const breathe = breathing()
  let record = ''
  let seen = new Set<string>()
  for await (const row of allAnswers(at)) {
    if (row.record !== record) {
      record = row.record
      seen = new Set()
    }
    for (const { question, state } of openAnswers(at, row)) {
      const of = counts.get(question) ?? { not_asked: 0, declined: 0, unknown: 0, answered: 0, lastAt: null }
      if (!seen.has(question)) of[state] += 1
      // An answer that was taken back is no longer one.
      if (state !== 'not_asked' && (of.lastAt === null || row.at > of.lastAt)) of.lastAt = row.at
      seen.add(question)
      counts.set(question, of)
    }
    await breathe()
  }
  return counts
}

/** When the cases of the desk were closed, `null` while they are open, and how many persons there are; without those who were erased. */
async function recordsOf(at: At) {
  const [persons, cases] = await Promise.all([
    sql<{ count: number }>`
      select count(*)::int as count from person where desk_id = ${at.desk.id} and length(identity) > 0`.execute(at.tx),
    sql<{ closed_on: string | null; count: number }>`
      select k.closed_on, count(*)::int as count from care_case k join person p on p.desk_id = k.desk_id and p.id = k.person_id
      where k.desk_id = ${at.desk.id} and length(p.identity) > 0 group by 1`.execute(at.tx),
  ])
  return { persons: persons.rows[0]?.count ?? 0, cases: cases.rows }
}

/** How each question of the desk is used, those that are asked no more too. Exact, and for the own desk alone. */
export async function useOf(at: At): Promise<QuestionUse[]> {
  const [questions, { persons, cases }, counts] = await Promise.all([questionsOf(at), recordsOf(at), countsOf(at)])
  const recordsFor = ({ place }: Question, begun: string) =>
    place === 'person'
      ? persons
      : cases
          .filter(({ closed_on }) => closed_on === null || closed_on >= today(begun))
          .reduce((sum, { count }) => sum + count, 0)
  return questions.map((question) => {
    const begun = question.versions.at(-1)?.at ?? at.now
    const { answered = 0, unknown = 0, declined = 0, lastAt = null } = counts.get(question.id) ?? {}
    const records = recordsFor(question, begun)
    const unused = isUnused({ retired: question.retired, begun }, lastAt, at.now)
    return { question: question.id, records, answered, unknown, declined, lastAt, unused }
  })
}
