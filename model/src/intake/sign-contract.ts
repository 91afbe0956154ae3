import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { YesNo } from '../codes/answer.ts'
import { SaidBy } from '../codes/said-by.ts'
import { endpoint, Id, inDesk, Paging, pageOf } from '../endpoint.ts'
import { prose } from '../words.ts'
import { Sign } from './signs.ts'

const Month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'not-a-month')
/** When it happened, in months, both among it. */
export const Period = z
  .strictObject({ from: Month, until: Month })
  .refine(({ from, until }) => from <= until, 'month-before')
export const MOST_PERIODS = 24

/** How many answers a case takes, those before among them. */
export const MOST_ANSWERS = 2_000

/** An answer to one question. `not_asked` takes back what was answered by mistake; the row before stays. */
export const SignAnswer = z.strictObject({
  id: Id,
  sign: Sign,
  answer: YesNo,
  evidence: prose(4_000).default(''),
  saidBy: SaidBy,
  periods: z.array(Period).max(MOST_PERIODS).default([]),
  day: CivilDate,
})
export type SignAnswer = z.infer<typeof SignAnswer>

export const GivenAnswer = z.object({
  id: Id,
  sign: Sign,
  answer: YesNo,
  evidence: z.string(),
  saidBy: SaidBy,
  periods: z.array(z.object({ from: z.string(), until: z.string() })),
  day: CivilDate,
  /** Of the questionnaire under which it was answered. */
  edition: z.number().int(),
  by: z.string(),
  at: z.string(),
})
export type GivenAnswer = z.infer<typeof GivenAnswer>

/** What counts now: the last answer to each question, in the questionnaire's order, and how many came before it. */
export const SignSheet = z.object({
  rows: z.array(GivenAnswer.extend({ earlier: z.number().int() })),
})
export type SignSheet = z.infer<typeof SignSheet>

export const openSigns = endpoint({
  name: 'openSigns',
  method: 'GET',
  path: '/desks/:desk/cases/:case/signs',
  access: { grant: 'case.read' },
  summary: 'Signs of exploitation of a case: the last answer to each question',
  params: inDesk({ case: Id }),
  answer: SignSheet,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const answerSign = endpoint({
  name: 'answerSign',
  method: 'POST',
  path: '/desks/:desk/cases/:case/signs',
  access: { grant: 'case.write' },
  summary: 'Answer one question about signs; what was answered before is kept',
  params: inDesk({ case: Id }),
  body: SignAnswer,
  answer: SignSheet,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const listSignAnswers = endpoint({
  name: 'listSignAnswers',
  method: 'GET',
  path: '/desks/:desk/cases/:case/sign-answers',
  access: { grant: 'case.read' },
  summary: 'Every answer that was given about signs, the last first',
  params: inDesk({ case: Id }),
  query: z.strictObject(Paging),
  answer: pageOf(GivenAnswer),
  audit: { act: 'read', record: 'case', id: 'case' },
})
