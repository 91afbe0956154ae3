import { z } from 'zod'
import { Language } from '../codes/languages.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** How many questions a desk asks at a time, and how many it ever had, those that were retired among them. */
export const MOST_QUESTIONS = 60
export const MOST_EVER = 300
/** How many versions of its words a question takes; it can be retired beyond that. */
export const MOST_VERSIONS = 100
export const MOST_OPTIONS = 30
/** How long all words of one question are together, so that a whole set fits in one file. */
export const MOST_LETTERS = 12_000

/** What is answered to a question; it is never changed: another kind is another question. */
export const QuestionKind = z.enum(['short', 'long', 'yes-no', 'number', 'day', 'one', 'several'])
export type QuestionKind = z.infer<typeof QuestionKind>

/** Of what a question is asked: of a person, or in a case. */
export const QuestionPlace = z.enum(['person', 'case'])
export type QuestionPlace = z.infer<typeof QuestionPlace>

/** By which a question is the same one in another desk, and an option in another version: never changed. */
export const QuestionKey = z
  .string()
  .max(40, 'not-a-key')
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'not-a-key')

/** Words that are read as they stand: nothing in them is markup, wherever they come from. */
const said = (most: number, least = 0) => words(most, least).refine((text) => !/<[a-z!/?]/i.test(text), 'not-text')

const Wording = z.strictObject({ language: Language, label: said(300, 1), help: said(1_000).default('') })
const OptionWording = z.strictObject({ language: Language, label: said(150, 1) })

/** One of a list. It is retired and not taken away; its words are put right and never mean something else. */
export const QuestionOption = z.strictObject({
  key: QuestionKey,
  wordings: z.array(OptionWording).min(1).max(12),
  retired: z.boolean().default(false),
})
export type QuestionOption = z.infer<typeof QuestionOption>

const bound = z.number().min(-1_000_000_000).max(1_000_000_000).nullable().default(null)

/** What of a question may change: each change is a version. */
export const QuestionText = z.strictObject({
  /** Italian always stands there. */
  wordings: z.array(Wording).min(1).max(12),
  /** An answer may say something on health, religion, origin, opinions, sexual life (art. 9 GDPR): the form warns. */
  special: z.boolean().default(false),
  /** Of a number: what it counts, and between what it lies, both among it. */
  unit: said(30).default(''),
  least: bound,
  most: bound,
  options: z.array(QuestionOption).max(MOST_OPTIONS).default([]),
})
export type QuestionText = z.infer<typeof QuestionText>

/** What of a question is said once and for all. */
const fixed = { key: QuestionKey, kind: QuestionKind, place: QuestionPlace }

export const QuestionVersion = QuestionText.extend({ no: z.number().int(), by: z.string(), at: z.string() })
export type QuestionVersion = z.infer<typeof QuestionVersion>

/** A question of a desk (domanda dello sportello). */
export const Question = z.object({
  id: Id,
  ...fixed,
  /** Asked no more; what was answered stays. */
  retired: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** The version that holds first. */
  versions: z.array(QuestionVersion).min(1),
})
export type Question = z.infer<typeof Question>

/** All questions of a desk, those that are asked in the order in which they are asked; then those that were retired. */
export const QuestionSet = z.object({ rows: z.array(Question), can: z.array(z.enum(['write'])) })
export type QuestionSet = z.infer<typeof QuestionSet>

export const listQuestions = endpoint({
  name: 'listQuestions',
  method: 'GET',
  path: '/desks/:desk/questions',
  access: { grant: 'case.read' },
  summary: 'The desk’s own questions, with what they were before',
  params: inDesk(),
  answer: QuestionSet,
})

/** `no`: the version that was seen last; 0: it is new. */
export const NewQuestion = z.strictObject({
  no: z.number().int().min(0).max(MOST_VERSIONS),
  ...fixed,
  ...QuestionText.shape,
})
export type NewQuestion = z.infer<typeof NewQuestion>

const ofQuestion = { question: Id }
const writes = { act: 'write', record: 'question', id: 'question' } as const

export const writeQuestion = endpoint({
  name: 'writeQuestion',
  method: 'PUT',
  path: '/desks/:desk/questions/:question',
  access: { grant: 'template.write' },
  summary:
    'Begin a question or change its words; refused with the questions as they are now if somebody else was first',
  params: inDesk(ofQuestion),
  body: NewQuestion,
  answer: QuestionSet,
  audit: writes,
})

export const retireQuestion = endpoint({
  name: 'retireQuestion',
  method: 'POST',
  path: '/desks/:desk/questions/:question/retirement',
  access: { grant: 'template.write' },
  summary: 'Ask a question no more; what was answered stays. A second time changes nothing',
  params: inDesk(ofQuestion),
  answer: QuestionSet,
  audit: writes,
})

export const moveQuestion = endpoint({
  name: 'moveQuestion',
  method: 'PUT',
  path: '/desks/:desk/questions/:question/place',
  access: { grant: 'template.write' },
  summary: 'Ask a question before another one, or after all others; the others stay in their order',
  params: inDesk(ofQuestion),
  body: z.strictObject({ before: Id.nullable() }),
  answer: QuestionSet,
  audit: writes,
})

/** How a question is used: of how many persons or cases of the desk it is answered. Facts, and no judgement. */
export const QuestionUse = z.object({
  question: Id,
  /** Persons or cases that could be asked: those that are there, and cases that were open since the question began. */
  records: z.number().int(),
  answered: z.number().int(),
  unknown: z.number().int(),
  declined: z.number().int(),
  /** When somebody last wrote an answer. */
  lastAt: z.string().nullable(),
  /** Asked for ninety days at least, and nobody wrote an answer in the last ninety. */
  unused: z.boolean(),
})
export type QuestionUse = z.infer<typeof QuestionUse>

export const countAnswers = endpoint({
  name: 'countAnswers',
  method: 'GET',
  path: '/desks/:desk/question-use',
  access: { grant: 'template.write' },
  summary: 'How often each question of the desk is answered, and which ones never',
  params: inDesk(),
  answer: z.object({ rows: z.array(QuestionUse) }),
  slow: true,
})
