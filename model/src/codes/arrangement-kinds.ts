import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * What stands between two bodies that share data of persons. INDICATIVE: who is controller and who processor follows from
 * who decides, not from the name of the paper. Source: Regulation (EU) 2016/679, arts. 4(7), 26, 28. Checked on 2026-11-22.
 */
export const arrangementKinds = [
  { code: 'autonomous', it: 'Titolari autonomi', en: 'Autonomous controllers' },
  { code: 'joint', it: 'Contitolari (art. 26)', en: 'Joint controllers (art. 26)' },
  { code: 'processor', it: 'Responsabile del trattamento (art. 28)', en: 'Processor (art. 28)' },
] as const

export const ArrangementKind = z.enum(codesOf(arrangementKinds))
export type ArrangementKind = z.infer<typeof ArrangementKind>
