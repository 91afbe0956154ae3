import { sql } from 'kysely'
import type { Question, QuestionPlace, QuestionText } from '#model/questions/contract.ts'
import type { FileQuestion } from '#model/questions/file.ts'
import { namesOfActors } from '../identity/asks.ts'
import { newId } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'
import type { QuestionTables } from './tables.ts'

const on = (at: At) => at.tx as Db<QuestionTables>
const ofQuestion = (id: string) => ({ in: 'question.words', id }) as const
const ofVersion = (id: string) => ({ in: 'question_version.words', id }) as const

/** Holds the questions of the desk until the end: of two who write at once one waits for the other. */
export const holdQuestions = (at: At) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`questions ${at.desk.id}`}, 0))`.execute(at.tx)

/** Lets nobody change the questions until the end; of those who only answer none waits for another. */
export const steadyQuestions = (at: At) =>
  sql`select pg_advisory_xact_lock_shared(hashtextextended(${`questions ${at.desk.id}`}, 0))`.execute(at.tx)

/** How many questions a place has that are asked. */
export async function countAsked(at: At, place: QuestionPlace): Promise<number> {
  const { count } = await on(at)
    .selectFrom('question')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('desk_id', '=', at.desk.id)
    .where('place', '=', place)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The questions of the desk with all their versions: those that are asked in their order, then those that were retired. */
export async function questionsOf(at: At, place?: QuestionPlace): Promise<Question[]> {
  const questions = on(at)
    .selectFrom('question')
    .selectAll()
    .where('desk_id', '=', at.desk.id)
    .$if(place !== undefined, (query) => query.where('place', '=', place as QuestionPlace))
    .orderBy('retired_at', (order) => order.asc().nullsFirst())
    .orderBy('rank')
    .orderBy('id')
  const versions = on(at).selectFrom('question_version').selectAll().where('desk_id', '=', at.desk.id)
  const [rows, all, nameOf] = await Promise.all([
    questions.execute(),
    versions.orderBy('no', 'desc').execute(),
    namesOfActors(at),
  ])
  const byQuestion = Map.groupBy(all, ({ question_id }) => question_id)
  return rows.map(({ id, kind, place, words, retired_by, retired_at }) => ({
    id,
    key: at.vault.open<{ key: string }>(ofQuestion(id), words).key,
    kind,
    place,
    retired: retired_at === null ? null : { by: nameOf(retired_by ?? ''), at: retired_at },
    versions: (byQuestion.get(id) ?? []).map((row) => ({
      ...at.vault.open<QuestionText>(ofVersion(row.id), row.words),
      no: row.no,
      by: nameOf(row.by),
      at: row.at,
    })),
  }))
}

/** Writes a version of the words, whose number is free: the questions are held. */
export async function insertVersion(at: At, question: string, no: number, text: QuestionText): Promise<void> {
  const id = newId()
  const row = { id, question_id: question, no, words: at.vault.seal(ofVersion(id), text) }
  await on(at)
    .insertInto('question_version')
    .values({ desk_id: at.desk.id, ...row, by: at.actor.name, at: at.now })
    .execute()
}

/** Begins a question behind all others. */
export async function insertQuestion(at: At, id: string, { key, kind, place, ...text }: FileQuestion): Promise<void> {
  await sql`
    insert into question (desk_id, id, kind, place, rank, words, by, at)
    select ${at.desk.id}, ${id}, ${kind}, ${place}, coalesce(max(rank), 0) + 1, ${at.vault.seal(ofQuestion(id), { key })},
      ${at.actor.name}, ${at.now}
    from question where desk_id = ${at.desk.id}`.execute(at.tx)
  await insertVersion(at, id, 1, text)
}

export const retire = (at: At, id: string) =>
  on(at)
    .updateTable('question')
    .set({ retired_by: at.actor.name, retired_at: at.now })
    .where('desk_id', '=', at.desk.id)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .execute()

/** Puts questions in this order. */
export const rank = (at: At, ids: readonly string[]) =>
  sql`
    update question set rank = o.rank from unnest(${ids}::uuid[]) with ordinality as o (id, rank)
    where question.desk_id = ${at.desk.id} and question.id = o.id`.execute(at.tx)
