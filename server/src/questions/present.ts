import type { AnswerSheet } from '#model/questions/answer-contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { type Answered, answersTo, recordOf } from './answer-store.ts'
import { questionsOf } from './store.ts'

/** The questions of a record and what was answered: of each question the version that holds, and those that were answered. */
export async function sheetOf(at: At, of: Answered, mayWrite: boolean): Promise<AnswerSheet> {
  const place = of.caseId === null ? 'person' : 'case'
  const [all, { no, byQuestion }, nameOf] = await Promise.all([
    questionsOf(at, place),
    answersTo(at, recordOf(of)),
    namesOfActors(at),
  ])
  const questions = all
    .filter(({ id, retired }) => retired === null || byQuestion.has(id))
    .map((question) => {
      const used = new Set(byQuestion.get(question.id)?.map(({ version }) => version))
      return { ...question, versions: question.versions.filter((each, rank) => rank === 0 || used.has(each.no)) }
    })
  const answers = questions.flatMap(({ id }) => {
    const history = byQuestion.get(id)?.map((each) => ({ ...each, by: nameOf(each.by) }))
    return history ? [{ question: id, history }] : []
  })
  return { no, questions, answers, can: mayWrite ? ['write'] : [] }
}
