import { z } from 'zod'
import { codesOf } from './code-list.ts'

/**
 * How a consent was given, or an information notice received; a signature may be kept as an image. Art. 7(1) GDPR: the
 * controller must be able to show it. List by the project; checked on 2026-11-22.
 */
export const givenWays = [
  { code: 'signed-screen', it: 'Firma sullo schermo', en: 'Signed on the screen' },
  { code: 'signed-paper', it: 'Firma su carta', en: 'Signed on paper' },
  { code: 'spoken-mediator', it: 'A voce, con chi media', en: 'Spoken, with a mediator' },
  { code: 'spoken', it: 'A voce', en: 'Spoken' },
] as const

export const GivenWay = z.enum(codesOf(givenWays))
export type GivenWay = z.infer<typeof GivenWay>
