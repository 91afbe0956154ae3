import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** Why the use of a person's data is restricted: art. 18(1) GDPR, (a) to (d). Checked on 2026-11-22. */
export const restrictionReasons = [
  {
    code: 'contested',
    it: 'La persona contesta che i dati siano esatti',
    en: 'The person contests that the data are accurate',
  },
  {
    code: 'unlawful',
    it: 'Uso illecito, ma la persona non vuole la cancellazione',
    en: 'Unlawful use, and the person does not want erasure',
  },
  {
    code: 'needed-for-claims',
    it: 'Servono alla persona per difendere un diritto',
    en: 'The person needs them for a legal claim',
  },
  { code: 'objection', it: 'Opposizione, in attesa di verifica', en: 'Objection, until it is verified' },
] as const

export const RestrictionReason = z.enum(codesOf(restrictionReasons))
export type RestrictionReason = z.infer<typeof RestrictionReason>
