import { z } from 'zod'
import { Language } from '../codes/languages.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose, words } from '../words.ts'

/** The templates that the product brings. A desk may write each anew. */
export const ProductTemplate = z.enum([
  'followed',
  'attendance',
  'papers-held',
  'accompanying',
  'appointment',
  'appointment-discreet',
  'handed-over',
])
export type ProductTemplate = z.infer<typeof ProductTemplate>

/** One of the product's, or one that a desk made. */
export const TemplateKey = z.union([ProductTemplate, Id])
export type TemplateKey = z.infer<typeof TemplateKey>

/** The words of a template in one language; the fields stand in them between two pairs of braces. */
export const LetterText = z.strictObject({ language: Language, title: words(200, 1), text: prose(8_000, 1) })
export type LetterText = z.infer<typeof LetterText>

/** A template of letters (modello di lettera). `discreet`: it must not tell what it is about, whoever finds it. */
export const LetterTemplate = z.strictObject({
  discreet: z.boolean(),
  texts: z.array(LetterText).min(1).max(20),
})
export type LetterTemplate = z.infer<typeof LetterTemplate>

/** How many versions a template takes, and how many of its own a desk. */
export const MOST_LETTER_VERSIONS = 200
export const MOST_LETTER_TEMPLATES = 100

/** `template: null`: from then on the product's holds again, or the desk's own is given up. */
export const LetterVersion = z.object({
  no: z.number().int(),
  by: z.string(),
  at: z.string(),
  template: LetterTemplate.nullable(),
})
export type LetterVersion = z.infer<typeof LetterVersion>

/** `versions`: what the desk wrote, the one that holds first; none: the product's holds. `product`: none of a desk's own. */
export const TemplateRow = z.object({
  id: TemplateKey,
  versions: z.array(LetterVersion),
  product: LetterTemplate.nullable(),
})
export type TemplateRow = z.infer<typeof TemplateRow>
export const LetterTemplates = z.object({ rows: z.array(TemplateRow), can: z.array(z.enum(['write'])) })
export type LetterTemplates = z.infer<typeof LetterTemplates>

export const listLetterTemplates = endpoint({
  name: 'listLetterTemplates',
  method: 'GET',
  path: '/desks/:desk/letters/templates',
  access: { grant: 'case.read' },
  summary: 'The templates of letters, the product’s and the desk’s own, with what they were before',
  params: inDesk(),
  answer: LetterTemplates,
})

export const writeLetterTemplate = endpoint({
  name: 'writeLetterTemplate',
  method: 'PUT',
  path: '/desks/:desk/letters/templates/:letterTemplate',
  access: { grant: 'template.write' },
  summary:
    'Write a template of letters; a field that is not known is refused; refused with the templates as they are now if somebody else was first',
  params: inDesk({ letterTemplate: TemplateKey }),
  body: z.strictObject({
    no: z.number().int().min(0).max(MOST_LETTER_VERSIONS),
    template: LetterTemplate.nullable(),
  }),
  answer: LetterTemplates,
  audit: { act: 'write', record: 'template' },
})
