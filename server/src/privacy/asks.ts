import type { Wish } from '#model/grounds/rules.ts'
import { type Weighed, weigh } from '../grounds/asks.ts'
import type { At } from '../platform/door.ts'
import { copySpeech } from './copy-speech.ts'
import { erasedOn } from './erasure-store.ts'
import { facts, page, part, plain, words } from './page.ts'
import { restrictionsOf } from './person-store.ts'

/** How a paper that a person keeps speaks in the person's language, and of what it is put together. */
export const paper = { speechOf: copySpeech, facts, page, part, plain, words }

type Reason = Weighed['reasons'][number] | { code: 'restricted' }

/**
 * Whether data of a person may be given to somebody today: what covers it, or why nothing may be given. A restriction
 * (art. 18) stands before every ground. For whoever shares: asked in the transaction of the giving.
 */
export async function mayGive(
  at: At,
  personId: string,
  wish: Wish,
): Promise<Omit<Weighed, 'reasons'> & { reasons: Reason[] }> {
  const [weighed, restrictions, erased] = await Promise.all([
    weigh(at, personId, wish),
    restrictionsOf(at, personId),
    erasedOn(at, personId),
  ])
  // Of who was erased nothing is left that could be given.
  const isRestricted = erased !== null || restrictions.some(({ end }) => end === null)
  return { ...weighed, reasons: [...(isRestricted ? [{ code: 'restricted' as const }] : []), ...weighed.reasons] }
}
