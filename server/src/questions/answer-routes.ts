import {
  MOST_SAID,
  MOST_SHEETS,
  type NewAnswer,
  type NewAnswers,
  openCaseAnswers,
  openPersonAnswers,
  writeCaseAnswers,
  writePersonAnswers,
} from '#model/questions/answer-contract.ts'
import type { Question } from '#model/questions/contract.ts'
import { answerProblem, saysSame } from '#model/questions/rules.ts'
import { caseBrief, touchedCase } from '../cases/asks.ts'
import { erasedOf, personToWrite, seesPerson } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { type Answered, answersTo, insertAnswers, recordOf } from './answer-store.ts'
import { sheetOf } from './present.ts'
import { questionsOf, steadyQuestions } from './store.ts'

const placeOf = ({ caseId }: Answered) => (caseId === null ? 'person' : 'case')

type Held = Awaited<ReturnType<typeof answersTo>>

/** What is new in what was sent: an answer that is as it was is not written again, whatever became of its question. */
function changed(sent: readonly NewAnswer[], { byQuestion }: Held): { place: number; answer: NewAnswer }[] {
  const nothing = { state: 'not_asked', value: '', chosen: [] } as const
  return sent
    .map((answer, place) => ({ place, answer }))
    .filter(({ answer }) => !saysSame(answer, byQuestion.get(answer.question)?.[0] ?? { ...nothing, chosen: [] }))
}

function check(
  questions: readonly Question[],
  { byQuestion }: Held,
  { place, answer }: ReturnType<typeof changed>[number],
) {
  const question = questions.find(({ id }) => id === answer.question)
  const [latest] = question?.versions ?? []
  if (!question || !latest) throw unknownId(`/answers/${place}/question`)
  const at = (field: string, code: string) => invalid({ pointer: `/answers/${place}/${field}`, code })
  if (question.retired) throw at('question', 'retired')
  if (answer.version > latest.no) throw at('version', 'does-not-fit')
  const before = byQuestion.get(answer.question)?.[0]?.chosen ?? []
  const wrong = answerProblem(question.kind, latest, answer, before)
  if (wrong) throw at(wrong.field, wrong.code)
}

/** How long all answers of a record are together, once these are written. */
function lettersOf({ byQuestion }: Held, fresh: readonly NewAnswer[]): number {
  const latest = new Map([...byQuestion].map(([question, [answer]]) => [question, answer?.value ?? '']))
  for (const { question, value } of fresh) latest.set(question, value)
  return [...latest.values()].reduce((sum, value) => sum + value.length, 0)
}

/** Writes what is new, of a record that is held. */
async function write(at: At, of: Answered, { no, answers }: NewAnswers): Promise<void> {
  const twice = answers.findIndex(
    ({ question }, place) => answers.findIndex((each) => each.question === question) < place,
  )
  if (twice >= 0) throw invalid({ pointer: `/answers/${twice}/question`, code: 'twice' })
  await steadyQuestions(at)
  const [held, questions] = await Promise.all([answersTo(at, recordOf(of)), questionsOf(at, placeOf(of))])
  const fresh = changed(answers, held)
  // Nothing to write: it was written already, and no answer came, or nothing was changed.
  if (fresh.length === 0) return
  for (const each of fresh) check(questions, held, each)
  if (held.no !== no) throw movedOn(await sheetOf(at, of, true))
  if (no >= MOST_SHEETS) throw notPossible('answers-full')
  const all = fresh.map(({ answer }) => answer)
  if (lettersOf(held, all) > MOST_SAID) throw notPossible('answers-long')
  if (!(await insertAnswers(at, of, no + 1, all))) throw movedOn(await sheetOf(at, of, true))
}

async function ofCase(at: At, caseId: string) {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  return sheetOf(at, { personId: kase.personId, caseId }, kase.mayWrite)
}

async function ofPerson(at: At, personId: string) {
  if (!(await seesPerson(at, personId))) throw notFound()
  const isErased = (await erasedOf(at, [personId])).size > 0
  return sheetOf(at, { personId, caseId: null }, !isErased && at.actor.grants.includes('person.write'))
}

export const answerRoutes: Route[] = [
  route(openCaseAnswers, (at, { params }) => ofCase(at, params.case)),
  route(writeCaseAnswers, async (at, { params, body }) => {
    const kase = await touchedCase(at, params.case)
    if (!kase) throw notFound()
    if (!kase.mayWrite) throw notPossible('case-closed')
    await write(at, { personId: kase.personId, caseId: params.case }, body)
    return ofCase(at, params.case)
  }),
  route(openPersonAnswers, (at, { params }) => ofPerson(at, params.person)),
  route(writePersonAnswers, async (at, { params, body }) => {
    const person = await personToWrite(at, params.person)
    if (!person) throw notFound()
    if (person.erased) throw notPossible('person-erased')
    await write(at, { personId: params.person, caseId: null }, body)
    return ofPerson(at, params.person)
  }),
]
