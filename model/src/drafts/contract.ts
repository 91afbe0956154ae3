import { z } from 'zod'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'

export const DraftKind = z.enum([
  'contact',
  'person',
  'safe-contact',
  'minor',
  'relative',
  'intake',
  'case',
  'note',
  'service',
  'close',
  'reopen',
  'ground',
  'notice',
  'arrangement',
  'entry',
  'service-note',
  'signal',
  'referral',
  'message',
  'appointment',
  'sign',
  'arrival',
  'payment',
  'decision',
  'document',
  'goal',
  'step',
  'review',
  'hours',
  'follow-up',
  'template',
  'booking',
  'moved-booking',
  'task',
  'question',
  'answers',
  'person-answers',
  'letter',
  'letter-template',
  'local-document',
  'handover',
  'conference',
  'walk-in',
])
export type DraftKind = z.infer<typeof DraftKind>

/** What a member has typed and not yet saved. `record` is what it is about (a case, a person), if anything. */
export const Draft = z.object({
  id: Id,
  kind: DraftKind,
  record: Id.nullable(),
  /** The form's values as JSON: opaque to the server, at most 64 KiB. */
  body: z.string().max(65_536),
  /** Grows with every key stroke that is saved: the higher one is the newer. */
  edition: z.number().int(),
  savedAt: z.string(),
})
export type Draft = z.infer<typeof Draft>

export const listDrafts = endpoint({
  name: 'listDrafts',
  method: 'GET',
  path: '/desks/:desk/drafts',
  access: { grant: 'draft.write' },
  summary: 'Own drafts in this desk, newest first (at most 100)',
  params: inDesk(),
  answer: z.object({ rows: z.array(Draft) }),
})

/** A draft saved later by its device's clock counter wins; `edition` grows with every key stroke that is saved. */
export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'PUT',
  path: '/desks/:desk/drafts/:draft',
  access: { grant: 'draft.write' },
  summary: 'Keep what is being typed',
  params: inDesk({ draft: Id }),
  body: z.strictObject({
    kind: DraftKind,
    record: Id.nullable(),
    body: z.string().max(65_536),
    edition: z.number().int().min(0),
  }),
  answer: z.object({ savedAt: z.string() }),
})

export const discardDraft = endpoint({
  name: 'discardDraft',
  method: 'DELETE',
  path: '/desks/:desk/drafts/:draft',
  access: { grant: 'draft.write' },
  summary: 'Throw a draft away',
  params: inDesk({ draft: Id }),
  answer: Done,
})
