import { z } from 'zod'
import { Instant } from '../calendar.ts'
import { endpoint, inDesk } from '../endpoint.ts'
import { seen, words } from '../words.ts'
import {
  MOST_OPTIONS,
  MOST_QUESTIONS,
  type Question,
  QuestionKey,
  QuestionKind,
  QuestionPlace,
  QuestionText,
} from './contract.ts'
import { isSameText, textProblem, tidy } from './rules.ts'

/** A question as it goes from desk to desk: no id, no answer, nobody's name. */
export const FileQuestion = z.strictObject({
  key: QuestionKey,
  kind: QuestionKind,
  place: QuestionPlace,
  ...QuestionText.shape,
})
export type FileQuestion = z.infer<typeof FileQuestion>

export const FILE_FORMAT = 'varco-questions'
export const FILE_VERSION = 1
const upload = { most: 1_000_000 }

const Head = z.object({ format: z.literal(FILE_FORMAT), version: z.number().int() })
const Whole = z.strictObject({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  /** The desk from which it came. */
  from: z.strictObject({ desk: words(60), name: words(200) }),
  at: Instant,
  /** SHA-256 of the questions as they stand in the file: whether it came whole. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/, 'not-a-checksum'),
  questions: z.array(z.unknown()).max(MOST_QUESTIONS),
})

/** What is wrong with a file: in which question (`null`: the whole file), in which field, and what. */
export const FileProblem = z.object({
  no: z.number().int().nullable(),
  key: z.string(),
  field: z.string(),
  code: z.string(),
})
export type FileProblem = z.infer<typeof FileProblem>

const ofFile = (code: string, field = ''): FileProblem => ({ no: null, key: '', field, code })

/** The questions that a desk asks, as they go into a file. */
export const fileOf = (rows: readonly Question[]): FileQuestion[] =>
  rows.flatMap(({ key, kind, place, retired, versions: [latest] }) =>
    retired || !latest ? [] : [{ key, kind, place, ...tidy(latest) }],
  )

/** What of a file is hashed. */
export const hashed = (questions: readonly FileQuestion[]): string => JSON.stringify(questions)

const codeOf = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'custom' ? message : code.replaceAll('_', '-')

/** The key of a question of a file, as far as it can be read: by it the question is found. */
const keyIn = (raw: unknown): string => {
  const key = typeof raw === 'object' && raw !== null && 'key' in raw ? raw.key : ''
  return QuestionKey.safeParse(key).data ?? ''
}

function questionIn(raw: unknown, place: number): { question: FileQuestion | null; problems: FileProblem[] } {
  const at = { no: place + 1, key: keyIn(raw) }
  const read = FileQuestion.safeParse(seen(raw))
  if (!read.success) {
    const problems = read.error.issues.slice(0, 5).map((issue) => ({
      ...at,
      field: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
        .join('/')
        .slice(0, 80),
      code: codeOf(issue),
    }))
    return { question: null, problems }
  }
  const { key, kind, place: asked, ...text } = read.data
  const wrong = textProblem(kind, text)
  return { question: { key, kind, place: asked, ...tidy(text) }, problems: wrong ? [{ ...at, ...wrong }] : [] }
}

export type ReadFile = { from: { desk: string; name: string }; at: string; questions: FileQuestion[] }

/** Reads a file: its questions, or everything that is wrong with it. `hash` is the SHA-256 of a text. */
export function readFile(text: string, hash: (text: string) => string): ReadFile | { problems: FileProblem[] } {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { problems: [ofFile('not-json')] }
  }
  const head = Head.safeParse(json)
  if (!head.success) return { problems: [ofFile('not-this-file')] }
  if (head.data.version > FILE_VERSION) return { problems: [ofFile('newer')] }
  const whole = Whole.safeParse(json)
  if (!whole.success)
    return {
      problems: whole.error.issues.slice(0, 5).map((issue) => ofFile(codeOf(issue), issue.path.join('/').slice(0, 80))),
    }
  const { from, at, checksum } = whole.data
  const read = whole.data.questions.map(questionIn)
  const questions = read.flatMap(({ question }) => question ?? [])
  const problems = read.flatMap((each) => each.problems)
  const keys = new Set<string>()
  for (const [place, { question }] of read.entries()) {
    if (question && keys.has(question.key))
      problems.push({ no: place + 1, key: question.key, field: 'key', code: 'twice' })
    if (question) keys.add(question.key)
  }
  if (problems.length > 0) return { problems: problems.slice(0, 100) }
  // Last: where a question cannot be read, that is what helps.
  return hash(hashed(questions)) === checksum ? { from, at, questions } : { problems: [ofFile('checksum', 'checksum')] }
}

/** What a file would do with a question: `retired-here` and `other-kind` leave what stands here as it is. */
export const FileAct = z.enum(['add', 'change', 'same', 'retired-here', 'other-kind'])
export type FileAct = z.infer<typeof FileAct>

/** The words of a file put over those that stand here. It takes nothing away: other languages and options stay. */
export function mergeText(here: QuestionText, file: QuestionText): QuestionText {
  const beside = <T>(theirs: readonly T[], ours: readonly T[], of: (each: T) => string): T[] => [
    ...theirs,
    ...ours.filter((each) => !theirs.some((other) => of(other) === of(each))),
  ]
  const byLanguage = ({ language }: { language: string }) => language
  const before = new Map(here.options.map((option) => [option.key, option]))
  const options = file.options.map((option) => {
    const ours = before.get(option.key)
    if (!ours) return option
    return {
      key: option.key,
      wordings: beside(option.wordings, ours.wordings, byLanguage),
      retired: option.retired || ours.retired,
    }
  })
  return tidy({
    ...file,
    wordings: beside(file.wordings, here.wordings, byLanguage),
    options: beside(options, here.options, ({ key }) => key),
  })
}

const parts = ['wordings', 'special', 'unit', 'least', 'most', 'options'] as const

export type Planned = { act: FileAct; question: FileQuestion; here: Question | null; fields: string[] }

/** What a file would do with the questions of a desk, in the order of the file, and why it cannot. */
export function planOf(
  here: readonly Question[],
  file: readonly FileQuestion[],
): { plan: Planned[]; problems: FileProblem[] } {
  const problems: FileProblem[] = []
  const plan = file.map((question, place): Planned => {
    const ours = here.find(({ key }) => key === question.key)
    const [latest] = ours?.versions ?? []
    if (!ours || !latest) return { act: 'add', question, here: null, fields: [] }
    if (ours.retired) return { act: 'retired-here', question, here: ours, fields: [] }
    if (ours.kind !== question.kind || ours.place !== question.place)
      return { act: 'other-kind', question, here: ours, fields: [] }
    const merged = { ...question, ...mergeText(latest, question) }
    const wrong =
      merged.options.length > MOST_OPTIONS
        ? { field: 'options', code: 'too-big' }
        : textProblem(merged.kind, tidy(merged))
    if (wrong) problems.push({ no: place + 1, key: question.key, ...wrong })
    const now = tidy(latest)
    const fields = parts.filter((part) => JSON.stringify(now[part]) !== JSON.stringify(merged[part]))
    return { act: isSameText(now, merged) ? 'same' : 'change', question: merged, here: ours, fields }
  })
  const asked = here.filter(({ retired }) => !retired).length + plan.filter(({ act }) => act === 'add').length
  if (asked > MOST_QUESTIONS) problems.push(ofFile('too-many-questions'))
  return { plan, problems }
}

/** A file, looked at: what would be done with each of its questions. Where something is wrong with it nothing is done. */
export const FileLook = z.object({
  from: z.object({ desk: z.string(), name: z.string(), at: z.string() }).nullable(),
  rows: z.array(
    z.object({ key: z.string(), label: z.string(), place: QuestionPlace, act: FileAct, fields: z.array(z.string()) }),
  ),
  /** Questions of this desk of which the file says nothing: they stay. */
  kept: z.number().int(),
  problems: z.array(FileProblem),
  /** By which the server knows what was shown. */
  shown: z.string(),
})
export type FileLook = z.infer<typeof FileLook>

export const takeQuestions = endpoint({
  name: 'takeQuestions',
  method: 'GET',
  path: '/desks/:desk/question-file',
  access: { grant: 'template.write' },
  summary: 'The questions that the desk asks as one file, without any answer',
  params: inDesk(),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'question' },
})

export const lookAtQuestions = endpoint({
  name: 'lookAtQuestions',
  method: 'POST',
  path: '/desks/:desk/question-file',
  access: { grant: 'template.write' },
  summary: 'Look at a file of questions without writing anything',
  params: inDesk(),
  answer: FileLook,
  upload,
})

export const bringQuestions = endpoint({
  name: 'bringQuestions',
  method: 'PUT',
  path: '/desks/:desk/question-file',
  access: { grant: 'template.write' },
  summary:
    'Bring the questions of a file in, all of them or none, exactly as they were shown; a second time changes nothing',
  params: inDesk(),
  query: z.strictObject({ shown: z.string().regex(/^[0-9a-f]{32}$/) }),
  answer: FileLook,
  upload,
  audit: { act: 'write', record: 'question' },
})
