import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { endpoint, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { AnyDocument } from './documents.ts'
import { areas } from './graph.ts'

/** How many documents a desk may have edited or added at a time, and how often it may write in all. */
export const MOST_EDITS = 60
export const MOST_EDIT_VERSIONS = 1_000

const said = (most: number) => z.strictObject({ it: words(most), en: words(most) })

/** A document of a desk's own (documento dello sportello): what it is called, and where it belongs. */
export const OwnDocument = z.strictObject({
  area: z.enum(areas),
  name: z.strictObject({ it: words(200, 1), en: words(200) }),
})

/** An edit that a desk made in the graph of documents (modifica locale): a document of its own, or what is different in another. */
export const LocalEdit = z.strictObject({
  own: OwnDocument.nullable(),
  where: said(300),
  bring: said(500),
  time: said(200),
  /** What is needed, or needed besides: all of these, of each one. */
  requires: z.array(z.array(AnyDocument).min(1).max(8)).max(8),
  /** Where the product asks for the one, the other does as well. */
  ways: z.array(z.strictObject({ insteadOf: AnyDocument, also: AnyDocument })).max(8),
  /** Where the desk has it from, and when it was last read or heard there. */
  source: words(300, 1),
  checkedOn: CivilDate,
  validFrom: CivilDate.nullable(),
  validUntil: CivilDate.nullable(),
})
export type LocalEdit = z.infer<typeof LocalEdit>

/** `no`: when it was written, among all edits of the desk. `edit: null`: from then on the product's facts hold alone, or the desk's own document is used no more. */
export const EditVersion = z.object({
  no: z.number().int(),
  by: z.string(),
  at: z.string(),
  edit: LocalEdit.nullable(),
})
export type EditVersion = z.infer<typeof EditVersion>

export const LocalDocument = z.object({
  document: AnyDocument,
  /** The one that holds first. */
  versions: z.array(EditVersion).min(1),
})
export type LocalDocument = z.infer<typeof LocalDocument>

export const LocalDocuments = z.object({
  today: CivilDate,
  rows: z.array(LocalDocument),
  can: z.array(z.enum(['write'])),
})
export type LocalDocuments = z.infer<typeof LocalDocuments>

export const listLocalDocuments = endpoint({
  name: 'listLocalDocuments',
  method: 'GET',
  path: '/desks/:desk/documents/edits',
  access: { grant: 'case.read' },
  summary: 'The desk’s own edits of the graph of documents, with what they were before',
  params: inDesk(),
  answer: LocalDocuments,
})

export const writeLocalDocument = endpoint({
  name: 'writeLocalDocument',
  method: 'PUT',
  path: '/desks/:desk/documents/edits/:localDocument',
  access: { grant: 'template.write' },
  summary:
    'Change what is different here in a document, or write one of the desk’s own; what makes a circle is refused with its documents; refused with the edits as they are now if somebody else was first',
  params: inDesk({ localDocument: AnyDocument }),
  body: z.strictObject({
    /** The number of the version of this document that was seen; 0: none. */
    no: z.number().int().min(0).max(MOST_EDIT_VERSIONS),
    edit: LocalEdit.nullable(),
  }),
  answer: LocalDocuments,
  audit: { act: 'write', record: 'template' },
})
