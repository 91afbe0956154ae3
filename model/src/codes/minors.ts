import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** With whom a minor is here, as it is told. List by the project; checked on 2026-11-23. */
export const companions = [
  { code: 'parent', it: 'Con almeno un genitore', en: 'With at least one parent' },
  { code: 'responsible-adult', it: 'Con un adulto responsabile per legge', en: 'With an adult responsible by law' },
  { code: 'other-adult', it: 'Con un altro adulto', en: 'With another adult' },
  { code: 'alone', it: 'Senza adulti', en: 'Without adults' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const Companion = z.enum(codesOf(companions))
export type Companion = z.infer<typeof Companion>

/** How far it is with a guardian (tutore). */
export const guardianStates = [
  { code: 'appointed', it: 'Nominato', en: 'Appointed' },
  { code: 'asked', it: 'Nomina chiesta', en: 'Appointment asked for' },
  { code: 'none', it: 'Nomina non ancora chiesta', en: 'Appointment not asked for yet' },
  { code: 'not-needed', it: 'Non serve: ci sono i genitori', en: 'Not needed: the parents are here' },
] as const
export const GuardianState = z.enum(codesOf(guardianStates))
export type GuardianState = z.infer<typeof GuardianState>

/** From what the age is known. */
export const ageSources = [
  { code: 'told', it: 'Detta dalla persona', en: 'Told by the person' },
  { code: 'document', it: 'Da un documento', en: 'From a document' },
  { code: 'assessment', it: 'Da un accertamento dell’età', en: 'From an age assessment' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const AgeSource = z.enum(codesOf(ageSources))
export type AgeSource = z.infer<typeof AgeSource>
