import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** How a case ended, for the desk's own account. List by the project; checked on 2026-11-21. */
export const outcomes = [
  { code: 'goals-met', it: 'Obiettivi raggiunti', en: 'Goals met' },
  { code: 'handed-over', it: 'Passaggio ad altro servizio', en: 'Handed over to another service' },
  { code: 'moved-away', it: 'Trasferimento altrove', en: 'Moved away' },
  { code: 'lost-contact', it: 'Contatto perso', en: 'Contact lost' },
  { code: 'withdrew', it: 'La persona ha rinunciato', en: 'The person withdrew' },
  {
    code: 'not-eligible-elsewhere-helped',
    it: 'Fuori dal programma, aiutata altrove',
    en: 'Outside the programme, helped elsewhere',
  },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const Outcome = z.enum(codesOf(outcomes))
export type Outcome = z.infer<typeof Outcome>
