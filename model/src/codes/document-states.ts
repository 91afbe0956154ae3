import { z } from 'zod'
import { type CodeItem, codesOf } from './code-list.ts'

/**
 * How a document stands, as it was said or seen. That an employer keeps it is a fact that is recorded, no finding about
 * anybody. Whether it ends soon or has ended is not recorded: it comes of its last day.
 */
const list = [
  { code: 'missing', it: 'Manca', en: 'Missing' },
  { code: 'requested', it: 'Richiesto', en: 'Requested' },
  { code: 'held', it: 'In possesso', en: 'Held' },
  { code: 'lost', it: 'Smarrito', en: 'Lost' },
  { code: 'not-applicable', it: 'Non serve', en: 'Not applicable' },
  { code: 'withheld', it: 'Trattenuto dal datore di lavoro', en: 'Withheld by the employer' },
] as const

export const documentStates: readonly CodeItem<(typeof list)[number]['code']>[] = list

export const DocumentState = z.enum(codesOf(documentStates))
export type DocumentState = z.infer<typeof DocumentState>
