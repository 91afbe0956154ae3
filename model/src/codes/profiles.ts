import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** The three situations for which the InLav programme makes its paths. They steer the work and open or close nothing. */
export const profiles = [
  { code: 'grey-settled', it: 'Già in Italia, lavoro grigio o povero', en: 'Settled in Italy, grey or poor work' },
  { code: 'newly-arrived', it: 'Appena arrivato o arrivata', en: 'Newly arrived' },
  { code: 'exploited', it: 'Segni di sfruttamento, da valutare', en: 'Signs of exploitation, to be assessed' },
] as const

export const Profile = z.enum(codesOf(profiles))
export type Profile = z.infer<typeof Profile>
