import { z } from 'zod'
import { FileKind } from '../codes/file-kinds.ts'
import { PersonDocuments } from '../documents/contract.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** Of one file, of the files of a case, and how many those are. */
export const MOST_BYTES = 50 * 1024 * 1024
export const MOST_CASE_BYTES = 2 * 1024 * 1024 * 1024
export const MOST_FILES = 500
/** Files are sent in parts of so many bytes: after a cut it goes on with the next one. */
export const PART_BYTES = 1024 * 1024
/** What nobody ended for so many days goes. */
export const UNENDED_DAYS = 7

/** Who sees name and bytes: the desk, or whoever attached it and the desk's legal advisers. */
export const Visibility = z.enum(['desk', 'legal'])
export type Visibility = z.infer<typeof Visibility>

/** `arriving`: parts are missing; `waiting`: nobody opens it before it was checked; `refused`: something harmful was found. */
export const FileState = z.enum(['arriving', 'waiting', 'kept', 'refused', 'taken-back'])
export type FileState = z.infer<typeof FileState>

const DocumentCode = PersonDocuments.shape.documents.element.shape.code
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not-a-hash')

/** What a file is about: a document of the person, a note, or, where both are `null`, the case itself. */
const Subject = { document: DocumentCode.nullable().default(null), note: Id.nullable().default(null) }

/** A file of a case (file di un caso). Of one that this member may not see, only that there is one. */
export const KeptFile = z.object({
  id: Id,
  state: FileState,
  visibility: Visibility,
  /** False: restricted, and not to this member. All that follows `by` says nothing then. */
  seen: z.boolean(),
  at: z.string(),
  by: z.string(),
  /** Empty once it was taken back, refused or erased. */
  name: z.string(),
  kind: FileKind.nullable(),
  size: z.number().int(),
  /** Of the bytes as they are kept; empty while there are none. */
  sha256: z.string(),
  /** Kept as it came, with all that stands in it. */
  evidence: z.boolean(),
  document: DocumentCode.nullable(),
  /** The note that it is attached to, and its day. */
  note: z.object({ id: Id, day: z.string() }).nullable(),
  /** Of one that is arriving: the parts that are there, and the hash by which its file is known again. */
  arriving: z.object({ parts: z.array(z.number().int()), sha256: Sha256 }).nullable(),
  /** Why there is nothing of it any more: the name of what was found, or what was written. */
  end: z.object({ why: z.string(), by: z.string(), at: z.string() }).nullable(),
  can: z.array(z.enum(['go-on', 'drop', 'fetch', 'take-back'])),
})
export type KeptFile = z.infer<typeof KeptFile>

/** The files of a case, the newest first. */
export const KeptFiles = z.object({
  rows: z.array(KeptFile),
  /** How many more, and how many bytes. */
  left: z.number().int(),
  room: z.number().int(),
  /** Whether what comes in is looked through for what harms a machine. */
  scanned: z.boolean(),
  can: z.array(z.enum(['send'])),
})
export type KeptFiles = z.infer<typeof KeptFiles>

export const NewFile = z.strictObject({
  id: Id,
  name: words(300, 1),
  size: z.number().int().min(1).max(MOST_BYTES),
  /** Of all its bytes, before they are sent. */
  sha256: Sha256,
  evidence: z.boolean().default(false),
  visibility: Visibility.default('desk'),
  ...Subject,
})
export type NewFile = z.infer<typeof NewFile>

/** The chain of custody (catena di custodia): what was done with a file, and who opened it. */
export const Custody = z.object({
  /** Of the bytes as they are kept; compared whenever they are sent. */
  sha256: z.string(),
  steps: z.array(
    z.object({
      act: z.enum(['begun', 'received', 'checked', 'refused', 'taken-back']),
      by: z.string(),
      at: z.string(),
      /** What was found, or why it was taken back. */
      words: z.string(),
    }),
  ),
  /** The latest first; how many there are in all. */
  openings: z.array(z.object({ by: z.string(), at: z.string() })),
  opened: z.number().int(),
})
export type Custody = z.infer<typeof Custody>

const path = '/desks/:desk/cases/:case/files'
const ofCase = { case: Id }
const one = { ...ofCase, keptFile: Id }
const audited = (act: 'read' | 'write') => ({ act, record: 'case_file', id: 'keptFile' })

export const listKeptFiles = endpoint({
  name: 'listKeptFiles',
  method: 'GET',
  path,
  access: { grant: 'case.read' },
  summary: 'The files of a case; of restricted ones, that they are there',
  params: inDesk(ofCase),
  answer: KeptFiles,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const beginFile = endpoint({
  name: 'beginFile',
  method: 'POST',
  path,
  access: { grant: 'case.write' },
  summary: 'Begin to send a file, which is then sent in parts',
  params: inDesk(ofCase),
  body: NewFile,
  answer: KeptFiles,
  audit: { act: 'write', record: 'case', id: 'case' },
})

/** In the register stand the beginning and the end: so many parts would hide them. */
export const sendFilePart = endpoint({
  name: 'sendFilePart',
  method: 'POST',
  path: `${path}/:keptFile/parts/:no`,
  access: { grant: 'case.write' },
  summary: 'Send one part of a file; a second time changes nothing',
  params: inDesk({ ...one, no: z.coerce.number().int().min(0).max(999) }),
  answer: z.object({ done: z.literal(true) }),
  upload: { most: PART_BYTES },
})

export const endFile = endpoint({
  name: 'endFile',
  method: 'POST',
  path: `${path}/:keptFile/end`,
  access: { grant: 'case.write' },
  summary: 'Keep a file of which every part is there',
  params: inDesk(one),
  answer: KeptFiles,
  slow: true,
  audit: audited('write'),
})

export const dropFile = endpoint({
  name: 'dropFile',
  method: 'DELETE',
  path: `${path}/:keptFile`,
  access: { grant: 'case.write' },
  summary: 'Take away what was sent of a file that nobody ended',
  params: inDesk(one),
  answer: KeptFiles,
  audit: audited('write'),
})

export const fetchKeptFile = endpoint({
  name: 'fetchKeptFile',
  method: 'GET',
  path: `${path}/:keptFile/bytes`,
  access: { grant: 'case.read' },
  summary: 'The bytes of a file, compared with its hash while they are sent',
  params: inDesk(one),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: audited('read'),
})

export const openCustody = endpoint({
  name: 'openCustody',
  method: 'GET',
  path: `${path}/:keptFile/custody`,
  access: { grant: 'case.read' },
  summary: 'What was done with a file, and who opened it',
  params: inDesk(one),
  answer: Custody,
  audit: audited('read'),
})

export const takeFileBack = endpoint({
  name: 'takeFileBack',
  method: 'POST',
  path: `${path}/:keptFile/withdrawal`,
  access: { grant: 'case.read' },
  summary: 'Make nothing of a file that was attached by mistake; that it was there stays',
  params: inDesk(one),
  body: z.strictObject({ reason: words(1_000, 3) }),
  answer: KeptFiles,
  audit: audited('write'),
})
