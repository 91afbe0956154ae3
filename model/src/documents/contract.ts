import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { answer } from '../codes/answer.ts'
import { DocumentState } from '../codes/document-states.ts'
import { endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'
import { AnyDocument } from './documents.ts'

/** How a document of a person stands, as somebody recorded it. Number and note are sealed, and so is the state. */
export const DocumentFact = z.object({
  /** The first that is recorded of a document is 1, the next 2: nothing is overwritten. */
  no: z.number().int(),
  state: answer(DocumentState),
  expiresOn: CivilDate.nullable(),
  number: z.string(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
})
export type DocumentFact = z.infer<typeof DocumentFact>

/** The documents of the person of a case. `history`: the latest of each document first, and at most HISTORY of them. */
export const PersonDocuments = z.object({
  caseId: Id,
  /** The day on which it stands so: what lapses is told of it. */
  today: CivilDate,
  person: z.object({ id: Id, name: z.string(), code: z.string(), erased: z.boolean() }),
  documents: z.array(z.object({ code: AnyDocument, history: z.array(DocumentFact).min(1) })),
  can: z.array(z.enum(['write'])),
})
export type PersonDocuments = z.infer<typeof PersonDocuments>

export const HISTORY = 20

export const NewDocumentFact = z.strictObject({
  /** The number of the latest that was seen; 0: nothing was recorded. */
  no: z.number().int().min(0),
  state: answer(DocumentState),
  expiresOn: CivilDate.nullable().default(null),
  number: words(60).default(''),
  note: words(1_000).default(''),
})
export type NewDocumentFact = z.infer<typeof NewDocumentFact>

export const openDocuments = endpoint({
  name: 'openDocuments',
  method: 'GET',
  path: '/desks/:desk/cases/:case/documents',
  access: { grant: 'case.read' },
  summary: 'The documents of the person of a case',
  params: inDesk({ case: Id }),
  answer: PersonDocuments,
  audit: { act: 'read', record: 'case', id: 'case' },
})

export const recordDocument = endpoint({
  name: 'recordDocument',
  method: 'PUT',
  path: '/desks/:desk/cases/:case/documents/:document',
  access: { grant: 'case.write' },
  summary: 'Record how a document stands; refused with how it is now if somebody else was first',
  params: inDesk({ case: Id, document: AnyDocument }),
  body: NewDocumentFact,
  answer: PersonDocuments,
  audit: { act: 'write', record: 'case', id: 'case' },
})

/** A document that ends soon or has ended, of a person whose open case the member follows. */
export const ExpiringDocument = z.object({
  caseId: Id,
  personName: z.string(),
  personCode: z.string(),
  document: AnyDocument,
  expiresOn: CivilDate,
})
export type ExpiringDocument = z.infer<typeof ExpiringDocument>

export const listExpiring = endpoint({
  name: 'listExpiring',
  method: 'GET',
  path: '/desks/:desk/documents/expiring',
  access: { grant: 'case.read' },
  summary: 'Documents that end soon, in the open cases that I follow',
  params: inDesk(),
  answer: z.object({ rows: z.array(ExpiringDocument), total: z.number().int() }),
  audit: { act: 'read', record: 'cases' },
})
