import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** Why a case is read outside one's rights. Each is an emergency; convenience is not on the list. Own list of the project. */
export const emergencies = [
  { code: 'life', it: 'Pericolo per la vita', en: 'Danger to life' },
  { code: 'health', it: 'Salute, ricovero', en: 'Health, hospital' },
  { code: 'minor', it: 'Un minore a rischio', en: 'A minor at risk' },
  { code: 'not-found', it: 'La persona non si trova', en: 'The person cannot be found' },
  { code: 'deadline', it: 'Un termine che scade oggi', en: 'A time limit that ends today' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const Emergency = z.enum(codesOf(emergencies))
export type Emergency = z.infer<typeof Emergency>
