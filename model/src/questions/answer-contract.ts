import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose } from '../words.ts'
import { MOST_EVER, MOST_OPTIONS, MOST_VERSIONS, Question, QuestionKey } from './contract.ts'

/** How many times somebody may save answers of one person or case. */
export const MOST_SHEETS = 300
/** How long all answers of one person or case are together: a form that is half filled fits in its draft. */
export const MOST_SAID = 20_000

/** Not asked is not no, nor is it declined; that somebody does not know is an answer of its own. */
export const AnswerState = z.enum(['not_asked', 'declined', 'unknown', 'answered'])
export type AnswerState = z.infer<typeof AnswerState>

/** An answer to a question of the desk. A number stands as `12.5`, a day as `2026-01-15`, a yes as the option `yes`. */
const given = {
  question: Id,
  /** Of the words that stood before whoever asked. */
  version: z.number().int().min(1).max(MOST_VERSIONS),
  state: AnswerState,
  value: prose(4_000).default(''),
  chosen: z.array(QuestionKey).max(MOST_OPTIONS).default([]),
}
export const NewAnswer = z.strictObject(given)
export type NewAnswer = z.infer<typeof NewAnswer>

/** `no`: the sheet that was seen last; 0: nothing was answered yet. What is as it was is not written again. */
export const NewAnswers = z.strictObject({
  no: z.number().int().min(0).max(MOST_SHEETS),
  answers: z.array(NewAnswer).max(MOST_EVER),
})
export type NewAnswers = z.infer<typeof NewAnswers>

export const ToldAnswer = z.object({ ...given, by: z.string(), at: z.string() })
export type ToldAnswer = z.infer<typeof ToldAnswer>

/** What was answered of a person or in a case. */
export const AnswerSheet = z.object({
  no: z.number().int(),
  /** Those that are asked, in their order, then those that were retired and answered; of each the version that holds and those that were answered. */
  questions: z.array(Question),
  /** To each question that was ever answered its answers, the one that holds first. */
  answers: z.array(z.object({ question: Id, history: z.array(ToldAnswer).min(1) })),
  can: z.array(z.enum(['write'])),
})
export type AnswerSheet = z.infer<typeof AnswerSheet>

const ofCase = { case: Id }
const ofPerson = { person: Id }

export const openCaseAnswers = endpoint({
  name: 'openCaseAnswers',
  method: 'GET',
  path: '/desks/:desk/cases/:case/answers',
  access: { grant: 'case.read' },
  summary: 'The desk’s own questions in a case, with what was answered, and before',
  params: inDesk(ofCase),
  answer: AnswerSheet,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const writeCaseAnswers = endpoint({
  name: 'writeCaseAnswers',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/answers',
  access: { grant: 'case.write' },
  summary: 'Write answers in a case; refused with those that stand there now if somebody else was first',
  params: inDesk(ofCase),
  body: NewAnswers,
  answer: AnswerSheet,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const openPersonAnswers = endpoint({
  name: 'openPersonAnswers',
  method: 'GET',
  path: '/desks/:desk/persons/:person/answers',
  access: { grant: 'person.read' },
  summary: 'The desk’s own questions of a person, with what was answered, and before',
  params: inDesk(ofPerson),
  answer: AnswerSheet,
  audit: { act: 'read', record: 'person', id: 'person' },
})

export const writePersonAnswers = endpoint({
  name: 'writePersonAnswers',
  method: 'PUT',
  path: '/desks/:desk/persons/:person/answers',
  access: { grant: 'person.write' },
  summary: 'Write answers of a person; refused with those that stand there now if somebody else was first',
  params: inDesk(ofPerson),
  body: NewAnswers,
  answer: AnswerSheet,
  audit: { act: 'write', record: 'person', id: 'person' },
})
