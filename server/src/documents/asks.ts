import type { NewDocumentFact } from '#model/documents/contract.ts'
import type { DocumentCode } from '#model/documents/documents.ts'
import type { At } from '../platform/door.ts'
import { type Fact, factsOfPerson, insertFact } from './store.ts'

/** All that was recorded of a person's documents, the latest of each first. */
export const documentsOfPerson = (at: At, personId: string): Promise<Fact[]> =>
  factsOfPerson(at, personId, Number.MAX_SAFE_INTEGER)

/** Records how a document stands, the first time (demonstration data). */
export const addDocument = (
  at: At,
  personId: string,
  document: DocumentCode,
  { state, expiresOn }: Pick<NewDocumentFact, 'state' | 'expiresOn'>,
): Promise<boolean> => insertFact(at, personId, document, { no: 0, state, expiresOn, number: '', note: '' })
