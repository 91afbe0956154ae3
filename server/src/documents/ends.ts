import type { CivilDate } from '#model/calendar.ts'
import { standingOn } from '#model/documents/rules.ts'
import type { Fact } from './store.ts'

/** Whether a document ends soon, or has ended. */
export const endsSoon = (fact: Fact, today: CivilDate): boolean =>
  fact.expiresOn !== null && ['expiring', 'expired'].includes(standingOn(fact, today))
