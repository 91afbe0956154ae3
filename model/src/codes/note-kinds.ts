import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** What a note of a case tells of. */
export const noteKinds = [
  { code: 'interview', it: 'Colloquio', en: 'Interview' },
  { code: 'call', it: 'Telefonata', en: 'Call' },
  { code: 'meeting', it: 'Riunione', en: 'Meeting' },
  { code: 'case-conference', it: 'Riunione sul caso', en: 'Case conference' },
  { code: 'message', it: 'Messaggio', en: 'Message' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const NoteKind = z.enum(codesOf(noteKinds))
export type NoteKind = z.infer<typeof NoteKind>
