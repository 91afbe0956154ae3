import { z } from 'zod'
import { type CodeItem, codesOf } from './code-list.ts'
import type { LegalBasis } from './legal-bases.ts'

/**
 * Under which condition of art. 9(2) GDPR special data (health, origin, union, religion) may be used; `goes` says beside
 * which basis of art. 6. INDICATIVE, as the bases are: the controller decides with its data protection officer.
 * Source: Regulation (EU) 2016/679, art. 9(2); D.Lgs. 196/2003, arts. 2-sexies and 2-septies. Checked on 2026-11-22.
 */
const list = [
  { code: 'art-9-2-a', it: 'Consenso esplicito', en: 'Explicit consent', letter: 'a', goes: ['consent'] },
  {
    code: 'art-9-2-b',
    it: 'Diritto del lavoro e protezione sociale',
    en: 'Employment and social protection law',
    letter: 'b',
    goes: ['public-task', 'legal-obligation'],
  },
  { code: 'art-9-2-c', it: 'Interesse vitale', en: 'Vital interest', letter: 'c', goes: ['vital-interest'] },
  {
    code: 'art-9-2-f',
    it: 'Difesa di un diritto in giudizio',
    en: 'Legal claims',
    letter: 'f',
    goes: ['consent', 'contract', 'legitimate-interest', 'public-task', 'legal-obligation'],
  },
  {
    code: 'art-9-2-g',
    it: 'Interesse pubblico rilevante (art. 2-sexies Codice Privacy)',
    en: 'Substantial public interest (art. 2-sexies of the Italian code)',
    letter: 'g',
    goes: ['public-task', 'legal-obligation'],
  },
  {
    code: 'art-9-2-h',
    it: 'Cura e assistenza sanitaria o sociale',
    en: 'Health or social care',
    letter: 'h',
    goes: ['public-task', 'legal-obligation', 'contract'],
  },
] as const

export type SpecialConditionItem = CodeItem<(typeof list)[number]['code']> & {
  readonly letter: string
  readonly goes: readonly LegalBasis[]
}
export const specialConditions: readonly SpecialConditionItem[] = list

export const SpecialCondition = z.enum(codesOf(specialConditions))
export type SpecialCondition = z.infer<typeof SpecialCondition>
