import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** By which way a desk reaches a person. List by the project; checked on 2026-11-23. */
export const contactWays = [
  { code: 'call', it: 'Telefonata', en: 'Phone call' },
  { code: 'text', it: 'SMS', en: 'Text message' },
  { code: 'chat', it: 'Messaggio in chat', en: 'Chat message' },
  { code: 'voice', it: 'Messaggio vocale', en: 'Voice message' },
  { code: 'mail', it: 'E-mail', en: 'E-mail' },
  { code: 'letter', it: 'Lettera', en: 'Letter' },
  { code: 'visit', it: 'Di persona', en: 'In person' },
  { code: 'through', it: 'Tramite qualcuno', en: 'Through somebody' },
] as const
export const ContactWay = z.enum(codesOf(contactWays))
export type ContactWay = z.infer<typeof ContactWay>

/** Whether somebody who translates is wanted, and who. */
export const mediatorWishes = [
  { code: 'no', it: 'Non serve', en: 'Not needed' },
  { code: 'any', it: 'Serve', en: 'Needed' },
  { code: 'woman', it: 'Serve, una donna', en: 'Needed, a woman' },
  { code: 'man', it: 'Serve, un uomo', en: 'Needed, a man' },
] as const
export const MediatorWish = z.enum(codesOf(mediatorWishes))
export type MediatorWish = z.infer<typeof MediatorWish>
