import { z } from 'zod'
import { type CodeItem, codesOf } from './code-list.ts'

/**
 * On what a processing of personal data rests. INDICATIVE: which basis holds for which act is decided by the controller with
 * its data protection officer, and must be confirmed there before a desk relies on it. Between a public body and a person in
 * need consent is rarely free, so it stands for optional acts only. `special` is what art. 9 (health, origin, union,
 * religion) asks for beside.
 * Source: Regulation (EU) 2016/679; D.Lgs. 196/2003 (Codice Privacy). Valid from 2018-05-25. Checked on 2026-11-21.
 */
const list = [
  {
    code: 'public-task',
    it: 'Compito di interesse pubblico',
    en: 'Task in the public interest',
    citation: 'art. 6(1)(e) GDPR; art. 2-ter D.Lgs. 196/2003',
    special: 'art. 9(2)(g) GDPR; art. 2-sexies D.Lgs. 196/2003',
  },
  {
    code: 'legal-obligation',
    it: 'Obbligo di legge',
    en: 'Legal obligation',
    citation: 'art. 6(1)(c) GDPR; art. 2-ter D.Lgs. 196/2003',
    special: 'art. 9(2)(b) or (g) GDPR; art. 2-sexies D.Lgs. 196/2003',
  },
  {
    code: 'consent',
    it: 'Consenso',
    en: 'Consent',
    citation: 'art. 6(1)(a) and art. 7 GDPR',
    special: 'art. 9(2)(a) GDPR',
  },
  {
    code: 'vital-interest',
    it: 'Interesse vitale',
    en: 'Vital interest',
    citation: 'art. 6(1)(d) GDPR',
    special: 'art. 9(2)(c) GDPR',
  },
  {
    code: 'contract',
    it: 'Contratto con la persona',
    en: 'Contract with the person',
    citation: 'art. 6(1)(b) GDPR',
    special: '',
  },
  {
    code: 'legitimate-interest',
    it: 'Legittimo interesse (mai per i compiti di un ente pubblico)',
    en: 'Legitimate interest (never for the tasks of a public body)',
    citation: 'art. 6(1)(f) GDPR',
    special: '',
  },
] as const

/** A citation as it is written in that language: of the list in English form, "art. 6(1)(a)", "art. 6, par. 1, lett. a)". */
export const cited = (citation: string, lang: 'it' | 'en'): string =>
  lang === 'en'
    ? citation
    : citation
        .replaceAll(/\((\d+)\)\(([a-z])\)/g, ', par. $1, lett. $2)')
        .replaceAll(/ or \(([a-z])\)/g, ' o $1)')
        .replaceAll(' and ', ' e ')

export type LegalBasisItem = CodeItem<(typeof list)[number]['code']> & {
  readonly citation: string
  /** Empty where art. 9 data find no condition under this basis alone. */
  readonly special: string
}
export const legalBases: readonly LegalBasisItem[] = list

/** Shown wherever a basis is offered. */
export const legalBasesAreIndicative = true

export const LegalBasis = z.enum(codesOf(legalBases))
export type LegalBasis = z.infer<typeof LegalBasis>
