import { sql } from 'kysely'
import type { NewAnswer, ToldAnswer } from '#model/questions/answer-contract.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { QuestionTables } from './tables.ts'

type Row = QuestionTables['question_answer']
/** What is sealed: those answers that were changed together. */
type Words = { answers: readonly NewAnswer[] }

const on = (at: At) => at.tx as Db<QuestionTables>
const spot = (id: string) => ({ in: 'question_answer.words', id }) as const

/** Of what answers are: a person, or a case of that person. */
export type Answered = { personId: string; caseId: string | null }
export const recordOf = ({ personId, caseId }: Answered): string => caseId ?? personId

/** What stands in a row; nothing of who was erased. */
export const openAnswers = (at: At, { id, words }: Pick<Row, 'id' | 'words'>): readonly NewAnswer[] =>
  at.vault.open<Words | null>(spot(id), words)?.answers ?? []

/** How many times somebody saved answers of a record, and the answers to each question, the last first. */
export async function answersTo(at: At, record: string) {
  const rows = await on(at)
    .selectFrom('question_answer')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .where('record', '=', record)
    .orderBy('no', 'desc')
    .execute()
  const all = rows.flatMap((row) =>
    openAnswers(at, row).map((each): ToldAnswer => ({ ...each, by: row.by, at: row.at })),
  )
  return { no: rows[0]?.no ?? 0, byQuestion: Map.groupBy(all, ({ question }) => question) }
}

/** Writes answers after those that were seen; false if somebody else wrote some meanwhile. */
export async function insertAnswers(at: At, of: Answered, no: number, answers: readonly NewAnswer[]): Promise<boolean> {
  const id = newId()
  const inserted = await on(at)
    .insertInto('question_answer')
    .values({
      desk_id: at.desk.id,
      id,
      person_id: of.personId,
      case_id: of.caseId,
      record: recordOf(of),
      no,
      words: at.vault.seal(spot(id), { answers } satisfies Words),
      by: at.actor.name,
      at: at.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Rows of answers of the whole desk, record by record, the last first; some at a time. */
export async function* allAnswers(at: At) {
  const most = 1_000
  let after = { record: '00000000-0000-0000-0000-000000000000', no: 2_147_483_647 }
  for (;;) {
    const { rows } = await sql<Row>`
      select id, record, no, words, at from question_answer
      where desk_id = ${at.desk.id} and (record > ${after.record} or (record = ${after.record} and no < ${after.no}))
      order by record, no desc limit ${most}`.execute(at.tx)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < most) return
    after = last
  }
}
