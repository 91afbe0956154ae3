import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * By which way a person came to Italy, as the person says it. "Decreto flussi" is the decree with the quotas of entries for work;
 * its articles were not read, and the name stands here as people use it. A way of coming is no legal status and says nothing of one.
 * List by the project after the practice of the InLav desks, which name the quota entry without an employer as a pattern; checked
 * on 2026-11-22.
 */
export const arrivalWays = [
  { code: 'quota-seasonal', it: 'Decreto flussi, lavoro stagionale', en: 'Quota entry for seasonal work' },
  { code: 'quota-other', it: 'Decreto flussi, altro lavoro', en: 'Other quota entry for work' },
  { code: 'agency', it: 'Agenzia o intermediario', en: 'Agency or intermediary' },
  { code: 'family', it: 'Ricongiungimento familiare', en: 'Family reunification' },
  { code: 'asylum', it: 'Richiesta di asilo', en: 'Asylum' },
  { code: 'long-here', it: 'Vive qui dalla nascita o da molto tempo', en: 'Born here, or here for a long time' },
  { code: 'other', it: 'Altro', en: 'Other' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const ArrivalWay = z.enum(codesOf(arrivalWays))
export type ArrivalWay = z.infer<typeof ArrivalWay>

/** What became of the employer who is named on the permit or on the permission to enter. List by the project; checked on 2026-11-22. */
export const employerFates = [
  { code: 'as-agreed', it: 'Ha assunto come d’accordo', en: 'Took the person on as agreed' },
  { code: 'never-met', it: 'Mai incontrato', en: 'Never met' },
  { code: 'vanished', it: 'Sparito', en: 'Vanished' },
  {
    code: 'never-signed',
    it: 'Non ha mai firmato il contratto di soggiorno',
    en: 'Never signed the contract of stay',
  },
  { code: 'asked-money', it: 'Ha chiesto soldi', en: 'Asked for money' },
  { code: 'other', it: 'Altro', en: 'Other' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const EmployerFate = z.enum(codesOf(employerFates))
export type EmployerFate = z.infer<typeof EmployerFate>

/** To whom something was paid. */
export const payees = [
  { code: 'recruiter-abroad', it: 'Reclutatore all’estero', en: 'Recruiter abroad' },
  { code: 'intermediary-here', it: 'Intermediario in Italia', en: 'Intermediary in Italy' },
  { code: 'employer', it: 'Datore di lavoro', en: 'Employer' },
  { code: 'consultant', it: 'Consulente', en: 'Consultant' },
  { code: 'official', it: 'Funzionario pubblico', en: 'Public official' },
  { code: 'relative', it: 'Parente o conoscente', en: 'Relative or acquaintance' },
  { code: 'other', it: 'Altro', en: 'Other' },
  { code: 'unknown', it: 'Non si sa', en: 'Not known' },
] as const
export const Payee = z.enum(codesOf(payees))
export type Payee = z.infer<typeof Payee>

/** For what something was paid. */
export const paidThings = [
  { code: 'visa', it: 'Visto o quota', en: 'Visa or quota' },
  { code: 'travel', it: 'Viaggio', en: 'Travel' },
  { code: 'place-of-work', it: 'Posto di lavoro', en: 'Place of work' },
  { code: 'housing', it: 'Alloggio', en: 'Housing' },
  { code: 'documents', it: 'Documenti', en: 'Documents' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const
export const PaidThing = z.enum(codesOf(paidThings))
export type PaidThing = z.infer<typeof PaidThing>

/** How money was raised. */
export const moneySources = [
  { code: 'savings', it: 'Risparmi', en: 'Savings' },
  { code: 'loan', it: 'Prestito', en: 'Loan' },
  {
    code: 'debt',
    it: 'Debito con il datore di lavoro o l’intermediario',
    en: 'Debt to the employer or the intermediary',
  },
  { code: 'sale', it: 'Vendita di beni', en: 'Sale of goods' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const
export const MoneySource = z.enum(codesOf(moneySources))
export type MoneySource = z.infer<typeof MoneySource>
