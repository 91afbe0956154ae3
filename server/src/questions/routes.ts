import {
  countAnswers,
  listQuestions,
  MOST_EVER,
  MOST_QUESTIONS,
  MOST_VERSIONS,
  moveQuestion,
  type NewQuestion,
  type Question,
  retireQuestion,
  writeQuestion,
} from '#model/questions/contract.ts'
import { changeProblem, isSameText, type QuestionProblem, textProblem, tidy } from '#model/questions/rules.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { answerRoutes } from './answer-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { holdQuestions, insertQuestion, insertVersion, questionsOf, rank, retire } from './store.ts'
import { useOf } from './use.ts'

async function questionSet(at: At) {
  const can = at.actor.grants.includes('template.write') ? (['write'] as const).slice() : []
  return { rows: await questionsOf(at), can }
}

/** The questions of the desk, held until the end. */
async function heldQuestions(at: At): Promise<Question[]> {
  await holdQuestions(at)
  return questionsOf(at)
}

const refuse = (wrong: QuestionProblem) => {
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
}

const asked = (all: readonly Question[]) => all.filter(({ retired }) => retired === null)

async function begin(at: At, id: string, { no: _, ...question }: NewQuestion): Promise<void> {
  const all = await heldQuestions(at)
  refuse(textProblem(question.kind, question))
  if (all.some(({ key }) => key === question.key)) throw invalid({ pointer: '/key', code: 'taken' })
  if (asked(all).length >= MOST_QUESTIONS) throw notPossible('questions-full')
  if (all.length >= MOST_EVER) throw notPossible('questions-ever-full')
  const { key, kind, place, ...text } = question
  await insertQuestion(at, id, { key, kind, place, ...tidy(text) })
}

async function change(at: At, id: string, { no, key, kind, place, ...text }: NewQuestion): Promise<void> {
  const before = (await heldQuestions(at)).find((each) => each.id === id)
  const [latest] = before?.versions ?? []
  if (!before || !latest) throw notFound()
  // Written already, and no answer came.
  if (latest.no === no + 1 && isSameText(latest, text)) return
  if (latest.no !== no) throw movedOn(await questionSet(at))
  if (before.retired) throw notPossible('question-retired')
  for (const [field, isSame] of [
    ['key', before.key === key],
    ['kind', before.kind === kind],
    ['place', before.place === place],
  ] as const)
    if (!isSame) throw invalid({ pointer: `/${field}`, code: 'does-not-fit' })
  refuse(textProblem(kind, text) ?? changeProblem(latest, text))
  if (isSameText(latest, text)) return
  if (no >= MOST_VERSIONS) throw notPossible('question-full')
  await insertVersion(at, id, no + 1, tidy(text))
}

export const questionRoutes: Route[] = [
  route(listQuestions, questionSet),
  route(writeQuestion, async (at, { params, body }) => {
    const current = () => questionSet(at)
    if (body.no > 0) await change(at, params.question, body)
    else if (await at.firstTime(params.question, body, current)) await begin(at, params.question, body)
    return current()
  }),
  route(retireQuestion, async (at, { params }) => {
    if (!(await heldQuestions(at)).some(({ id }) => id === params.question)) throw notFound()
    await retire(at, params.question)
    return questionSet(at)
  }),
  route(moveQuestion, async (at, { params, body: { before } }) => {
    const all = await heldQuestions(at)
    const question = all.find(({ id }) => id === params.question)
    if (!question) throw notFound()
    if (question.retired) throw notPossible('question-retired')
    const others = asked(all).flatMap(({ id }) => (id === question.id ? [] : [id]))
    const place = before === null ? others.length : others.indexOf(before)
    if (place < 0) throw unknownId('/before')
    await rank(at, others.toSpliced(place, 0, question.id))
    return questionSet(at)
  }),
  route(countAnswers, async (at) => ({ rows: await useOf(at) })),
  ...answerRoutes,
  ...fileRoutes,
]
