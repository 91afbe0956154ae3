import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { Language } from '../codes/languages.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { LetterValues } from './fields.ts'
import { LetterText, TemplateKey } from './template-contract.ts'

/** How many letters a case takes, those that were taken back among them. */
export const MOST_LETTERS = 300

/** A letter that was made: out of which version of which template (0: the product's), in which language, and what stands in it. */
export const Letter = z.object({
  id: Id,
  template: TemplateKey,
  no: z.number().int(),
  discreet: z.boolean(),
  /** Whether the words of the template are the desk's own. */
  own: z.boolean(),
  /** What the template is called in Italian. */
  name: z.string(),
  /** The words of the template as they were. */
  ...LetterText.shape,
  values: LetterValues,
  by: z.string(),
  at: z.string(),
  withdrawn: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
})
export type Letter = z.infer<typeof Letter>

/** The letters of a case, the last one first. */
export const CaseLetters = z.object({
  caseId: Id,
  today: CivilDate,
  letters: z.array(Letter),
  /** Whether this server makes PDF files; the page to be printed is there in any case. */
  pdf: z.boolean(),
})
export type CaseLetters = z.infer<typeof CaseLetters>

/** What the case fills into a template: the fields that it names, and no other. */
export const Filling = z.object({
  no: z.number().int(),
  /** Who writes, as it stands above the letter. */
  head: z.array(z.string()),
  values: LetterValues,
})
export type Filling = z.infer<typeof Filling>

export const NewLetter = z.strictObject({
  id: Id,
  template: TemplateKey,
  /** The version that was seen. */
  no: z.number().int().min(0),
  language: Language,
  values: LetterValues,
})
export type NewLetter = z.infer<typeof NewLetter>

const ofCase = { case: Id }
const reads = { act: 'read', record: 'case', id: 'case' } as const
const writes = { act: 'write', record: 'case', id: 'case' } as const

export const listLetters = endpoint({
  name: 'listLetters',
  method: 'GET',
  path: '/desks/:desk/cases/:case/letters',
  access: { grant: 'case.read' },
  summary: 'The letters that were made in a case, those taken back among them',
  params: inDesk(ofCase),
  answer: CaseLetters,
  audit: reads,
})

export const fillLetter = endpoint({
  name: 'fillLetter',
  method: 'GET',
  path: '/desks/:desk/cases/:case/letters/filling',
  access: { grant: 'case.write' },
  summary: 'What the case fills into a template, to be looked at and changed before the letter is made',
  params: inDesk(ofCase),
  query: z.strictObject({ template: TemplateKey }),
  answer: Filling,
  audit: reads,
})

export const makeLetter = endpoint({
  name: 'makeLetter',
  method: 'POST',
  path: '/desks/:desk/cases/:case/letters',
  access: { grant: 'case.write' },
  summary: 'Make a letter out of a template, and keep it; refused if the template was changed meanwhile',
  params: inDesk(ofCase),
  body: NewLetter,
  answer: CaseLetters,
  audit: writes,
})

export const withdrawLetter = endpoint({
  name: 'withdrawLetter',
  method: 'POST',
  path: '/desks/:desk/cases/:case/letters/:letter/withdrawal',
  access: { grant: 'case.write' },
  summary: 'Take a letter back, with the reason; it stays readable',
  params: inDesk({ ...ofCase, letter: Id }),
  body: z.strictObject({ why: words(1_000, 3) }),
  answer: CaseLetters,
  audit: writes,
})

export const printLetter = endpoint({
  name: 'printLetter',
  method: 'GET',
  path: '/desks/:desk/cases/:case/letters/:letter/paper',
  access: { grant: 'case.read' },
  summary: 'A letter as a PDF/A file or as a page to be printed, made anew out of what is kept',
  params: inDesk({ ...ofCase, letter: Id }),
  query: z.strictObject({ form: z.enum(['pdf', 'page']) }),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: reads,
})
