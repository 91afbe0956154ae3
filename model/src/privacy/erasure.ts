import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { ErasureGround, ErasureRefusal } from '../codes/erasure-reasons.ts'
import { Id } from '../endpoint.ts'
import { words } from '../words.ts'

/** Who asked that the data be erased: the person, somebody who acts for the person, or the desk of itself. */
export const ErasureAsker = z.enum(['person', 'representative', 'desk'])
export type ErasureAsker = z.infer<typeof ErasureAsker>

/** Kinds of what an erasure made nothing, or took away. */
export const ErasedKind = z.enum([
  'identity',
  'contacts',
  'services',
  'notes',
  'events',
  'signs',
  'arrival',
  'decisions',
  'pathway',
  'worktime',
  'ties',
  'case-files',
  'appointments',
  'tasks',
  'answers',
  'letters',
  'handovers',
  'approvals',
  'conferences',
  'documents',
  'grounds',
  'signatures',
  'restrictions',
  'exports',
  'referrals',
  'messages',
  'files',
  'emergencies',
  'erasures',
  'drafts',
  'import-rows',
])
export type ErasedKind = z.infer<typeof ErasedKind>

/**
 * What speaks against an erasure, as far as the software can count it. It is shown to whoever decides and decides nothing.
 * `waiting-files`: files of the desk that may name the person still and go by themselves.
 */
export const ErasureFact = z.enum([
  'open-cases',
  'open-referrals',
  'given-by-referral',
  'kept-for-claims',
  'other-grounds',
  'reporting-period',
  'waiting-files',
])
export type ErasureFact = z.infer<typeof ErasureFact>

/** An erasure that was asked for (richiesta di cancellazione), and how it was decided. What was said is sealed, and gone once it is done. */
export const Erasure = z.object({
  id: Id,
  ground: ErasureGround,
  askedBy: ErasureAsker,
  fromDay: CivilDate,
  words: z.string(),
  by: z.string(),
  /** While nobody has decided. */
  facts: z.array(z.object({ fact: ErasureFact, count: z.number().int() })),
  end: z
    .object({
      outcome: z.enum(['done', 'refused']),
      reason: ErasureRefusal.nullable(),
      day: CivilDate,
      words: z.string(),
      by: z.string(),
      counts: z.array(z.object({ kind: ErasedKind, count: z.number().int() })),
    })
    .nullable(),
  can: z.array(z.enum(['decide'])),
})
export type Erasure = z.infer<typeof Erasure>

export const NewErasure = z.strictObject({
  id: Id,
  ground: ErasureGround,
  askedBy: ErasureAsker,
  words: words(2_000).default(''),
})
export type NewErasure = z.infer<typeof NewErasure>

export const ErasureDecision = z.strictObject({
  outcome: z.enum(['done', 'refused']),
  reason: ErasureRefusal.nullable().default(null),
  words: words(2_000).default(''),
})
export type ErasureDecision = z.infer<typeof ErasureDecision>

/** What is wrong with a decision: a refusal says why, by a code and in words that the person can be told (art. 12(4)); a yes has nothing to say. */
export function decisionProblem({ outcome, reason, words }: ErasureDecision): { field: string; code: string } | null {
  if (outcome === 'refused' && reason === null) return { field: 'reason', code: 'missing' }
  if (outcome === 'refused' && words.length < 3) return { field: 'words', code: 'missing' }
  if (outcome === 'done' && reason !== null) return { field: 'reason', code: 'does-not-fit' }
  if (outcome === 'done' && words !== '') return { field: 'words', code: 'does-not-fit' }
  return null
}

/** Whoever asked does not decide. */
export const mayDecideErasure = (asked: { by: string; decided: boolean }, actor: string): boolean =>
  !asked.decided && asked.by !== actor
