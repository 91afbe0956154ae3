import { sql } from 'kysely'
import { type GivenAnswer, MOST_ANSWERS, type SignAnswer } from '#model/intake/sign-contract.ts'
import { SIGNS_VERSION, signs } from '#model/intake/signs.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { Db } from '../platform/db.ts'
import type { At } from '../platform/door.ts'

type Row = {
  desk_id: string
  id: string
  case_id: string
  day: string
  edition: number
  words: Buffer
  by: string
  at: string
}
type Words = Pick<SignAnswer, 'sign' | 'answer' | 'evidence' | 'saidBy' | 'periods'>

const on = (at: At) => at.tx as Db<{ sign_answer: Row }>
const spot = (id: string) => ({ in: 'sign_answer.words', id }) as const
const ofCase = (at: At, caseId: string) =>
  on(at).selectFrom('sign_answer').where('desk_id', '=', at.desk.id).where('case_id', '=', caseId)

export async function insertAnswer(at: At, caseId: string, { id, day, ...words }: SignAnswer): Promise<void> {
  await on(at)
    .insertInto('sign_answer')
    .values({
      desk_id: at.desk.id,
      id,
      case_id: caseId,
      day,
      edition: SIGNS_VERSION,
      words: at.vault.seal(spot(id), words satisfies Words),
      by: at.actor.name,
      at: at.now,
    })
    .execute()
}

const counted = (at: At, caseId: string) =>
  ofCase(at, caseId).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()

/** Whether a case, which is held, takes one more answer. */
export const takesAnswer = async (at: At, caseId: string): Promise<boolean> =>
  (await counted(at, caseId)).count < MOST_ANSWERS

/** An answer as it stands, with the name of who wrote it. */
const opened = (at: At, rows: readonly Row[], nameOf: (actor: string) => string): GivenAnswer[] =>
  rows.flatMap(({ id, day, edition, words, by, at: when }) => {
    const told = at.vault.open<Words | null>(spot(id), words)
    return told === null ? [] : [{ id, day: day as GivenAnswer['day'], edition, by: nameOf(by), at: when, ...told }]
  })

const newest = (at: At, caseId: string) => ofCase(at, caseId).selectAll().orderBy('at', 'desc').orderBy('id', 'desc')

/** Every answer of a case, the last first. */
export async function answersOfCase(at: At, caseId: string): Promise<GivenAnswer[]> {
  const [rows, nameOf] = await Promise.all([newest(at, caseId).execute(), namesOfActors(at)])
  return opened(at, rows, nameOf)
}

/** When and by whom answers were written; what they say stays sealed. Of who was erased there is none. */
export const answerRows = (at: At, caseId: string) =>
  ofCase(at, caseId).select(['id', 'day', 'by', 'at']).where(sql<boolean>`length(words) > 0`).execute()

/** The last answer to each question, in the questionnaire's order, and how many came before it. */
export async function lastAnswers(at: At, caseId: string) {
  const bySign = Map.groupBy(await answersOfCase(at, caseId), ({ sign }) => sign)
  return signs.flatMap((sign) => {
    const [last, ...before] = bySign.get(sign) ?? []
    return last ? [{ ...last, earlier: before.length }] : []
  })
}

/** Answers to any question, the last first, from a place on; and how many there are. */
export async function answersFrom(at: At, caseId: string, place: { at: string; id: string } | null, most: number) {
  const later = place ? sql<boolean>`(at, id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql<boolean>`true`
  const [rows, { count }, nameOf] = await Promise.all([
    newest(at, caseId).where(later).limit(most).execute(),
    counted(at, caseId),
    namesOfActors(at),
  ])
  return { rows: opened(at, rows, nameOf), count }
}
