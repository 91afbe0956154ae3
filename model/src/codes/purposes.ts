import { z } from 'zod'
import { type CodeItem, codesOf } from './code-list.ts'

/** What data of a person are used for. One entry of the ledger has one purpose. List by the project; checked on 2026-11-22. */
const list = [
  { code: 'care', it: 'Presa in carico e accompagnamento', en: 'Taking charge and support' },
  { code: 'referral', it: 'Invio a un altro servizio', en: 'Referral to another service' },
  { code: 'legal-help', it: 'Assistenza legale', en: 'Legal help' },
  { code: 'health-care', it: 'Cure e assistenza sanitaria', en: 'Health care' },
  { code: 'housing', it: 'Accoglienza e alloggio', en: 'Housing' },
  { code: 'work-inclusion', it: 'Formazione e lavoro', en: 'Training and work' },
  { code: 'protection', it: 'Protezione e sicurezza della persona', en: 'Protection and safety of the person' },
  { code: 'inspection', it: 'Comunicazione agli organi di vigilanza', en: 'Communication to supervisory bodies' },
  { code: 'monitoring', it: 'Rendicontazione e valutazione', en: 'Monitoring and evaluation' },
  { code: 'messages', it: 'Contatto per messaggio o chat', en: 'Contact by message or chat' },
] as const

export const purposes: readonly CodeItem<(typeof list)[number]['code']>[] = list

export const Purpose = z.enum(codesOf(purposes))
export type Purpose = z.infer<typeof Purpose>
