import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * Which fields an entry of the ledger covers. Health is data of art. 9 GDPR; notes and legal files may hold such data, or
 * data on offences (art. 10): what they hold is for the controller to judge. List by the project; checked on 2026-11-22.
 */
export const dataScopes = [
  { code: 'identity', it: 'Identità', en: 'Identity' },
  { code: 'contact-details', it: 'Recapiti', en: 'Contact details' },
  { code: 'stay', it: 'Titolo di soggiorno', en: 'Stay document' },
  { code: 'work', it: 'Lavoro e sfruttamento', en: 'Work and exploitation' },
  { code: 'needs', it: 'Bisogni', en: 'Needs' },
  { code: 'services', it: 'Servizi erogati', en: 'Services delivered' },
  { code: 'legal', it: 'Pratiche legali', en: 'Legal files' },
  { code: 'health', it: 'Salute', en: 'Health' },
  { code: 'notes', it: 'Note', en: 'Notes' },
] as const

export const DataScope = z.enum(codesOf(dataScopes))
export type DataScope = z.infer<typeof DataScope>

/** Scopes that always hold data of art. 9 GDPR. */
export const specialScopes: readonly DataScope[] = ['health']
