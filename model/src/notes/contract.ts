import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { NoteKind } from '../codes/note-kinds.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { prose } from '../words.ts'

/** Who reads a note: whoever reads the case, or its writer and the legal advisers of the desk alone (nota riservata). */
export const NoteVisibility = z.enum(['desk', 'legal'])
export type NoteVisibility = z.infer<typeof NoteVisibility>

/** A note of a case. `hidden`: restricted, and not for who asks; then there is no text, and nobody is named. */
export const Note = z.object({
  id: Id,
  kind: NoteKind,
  day: CivilDate,
  text: z.string(),
  by: z.string(),
  writtenAt: z.string(),
  changedAt: z.string().nullable(),
  version: z.number().int(),
  visibility: NoteVisibility,
  hidden: z.boolean(),
  /** Colleagues who are named in it (menzioni). */
  mentions: z.array(z.object({ accountId: Id, name: z.string() })),
  /** It names who asks, who has not looked at it yet. */
  newForMe: z.boolean(),
  can: z.array(z.enum(['correct'])),
})
export type Note = z.infer<typeof Note>

/** What stood in a note, the newest first: the first is what stands there now. */
export const NoteVersion = z.object({
  no: z.number().int(),
  kind: NoteKind,
  visibility: NoteVisibility,
  hidden: z.boolean(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
})
export type NoteVersion = z.infer<typeof NoteVersion>

/** A note in which a colleague named me, not looked at yet. */
export const Mention = z.object({
  noteId: Id,
  caseId: Id,
  day: CivilDate,
  by: z.string(),
  at: z.string(),
  personName: z.string(),
  personCode: z.string(),
})
export type Mention = z.infer<typeof Mention>

/** The oldest first, and how many there are in all. */
const Mentions = z.object({ rows: z.array(Mention), total: z.number().int() })

/** How many colleagues a note may name. */
export const MOST_MENTIONS = 20
const mentions = z.array(Id).max(MOST_MENTIONS)
const ofNote = inDesk({ case: Id, note: Id })

/** Blanks alone say nothing. */
const NoteText = prose(50_000, 1).refine((text) => text.trim() !== '', 'missing')

export const addNote = endpoint({
  name: 'addNote',
  method: 'POST',
  path: '/desks/:desk/cases/:case/notes',
  access: { grant: 'case.write' },
  summary: 'Add a note',
  params: inDesk({ case: Id }),
  body: z.strictObject({
    id: Id,
    day: CivilDate,
    kind: NoteKind,
    text: NoteText,
    visibility: NoteVisibility.default('desk'),
    mentions: mentions.default([]),
  }),
  answer: Note,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const correctNote = endpoint({
  name: 'correctNote',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/notes/:note',
  access: { grant: 'case.write' },
  summary:
    'Correct an own note, what stood there stays readable; refused with the note as it is now if it was changed elsewhere',
  params: ofNote,
  // Who reads it and whom it names stays as it was where nothing is said of it: a note is never widened by leaving something out.
  body: z.strictObject({
    kind: NoteKind,
    text: NoteText,
    visibility: NoteVisibility.optional(),
    mentions: mentions.optional(),
    version: z.number().int(),
  }),
  answer: Note,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const openNoteVersions = endpoint({
  name: 'openNoteVersions',
  method: 'GET',
  path: '/desks/:desk/cases/:case/notes/:note/versions',
  access: { grant: 'case.read' },
  summary: 'What stood in a note before each correction',
  params: ofNote,
  answer: z.object({ rows: z.array(NoteVersion) }),
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const listMentions = endpoint({
  name: 'listMentions',
  method: 'GET',
  path: '/desks/:desk/mentions',
  access: { grant: 'case.read' },
  summary: 'Notes in which a colleague named me and that I have not looked at',
  params: inDesk(),
  answer: Mentions,
  audit: { act: 'read', record: 'cases' },
})

export const sawMention = endpoint({
  name: 'sawMention',
  method: 'POST',
  path: '/desks/:desk/cases/:case/notes/:note/seen',
  access: { grant: 'case.read' },
  summary: 'I have looked at a note that names me',
  params: ofNote,
  answer: Mentions,
  audit: { act: 'write', record: 'case', id: 'case' },
})
