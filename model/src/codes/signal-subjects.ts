import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** What a signal of an antenna or a consulate is about, in its own words: no judgement of a crime. Own list of the project. */
export const signalSubjects = [
  { code: 'pay', it: 'Paga non data o molto bassa', en: 'Pay withheld or very low' },
  { code: 'hours', it: 'Orari, riposi, sicurezza', en: 'Hours, rest, safety' },
  { code: 'documents-withheld', it: 'Documenti trattenuti', en: 'Documents withheld' },
  { code: 'threats', it: 'Minacce, violenza, debito', en: 'Threats, violence, debt' },
  { code: 'housing', it: 'Alloggio dato da chi fa lavorare', en: 'Housing given by whoever gives work' },
  { code: 'accident', it: 'Infortunio, salute', en: 'Accident, health' },
  { code: 'entry', it: 'Arrivo con un contratto che non c’è', en: 'Arrived for a contract that is not there' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const SignalSubject = z.enum(codesOf(signalSubjects))
export type SignalSubject = z.infer<typeof SignalSubject>

/** Why a signal is not followed up, as the desk that received it says. */
export const signalRefusals = [
  { code: 'not-reached', it: 'Non si è riusciti a parlare con nessuno', en: 'Nobody could be reached' },
  { code: 'not-wanted', it: 'La persona non vuole', en: 'The person does not want it' },
  { code: 'elsewhere', it: 'Se ne occupa già un altro servizio', en: 'Another service deals with it already' },
  { code: 'not-ours', it: 'Non è di questo sportello', en: 'Not for this desk' },
] as const

export const SignalRefusal = z.enum(codesOf(signalRefusals))
export type SignalRefusal = z.infer<typeof SignalRefusal>
