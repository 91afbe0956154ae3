import type { NewDocumentFact } from '#model/documents/contract.ts'
import type { DocumentCode } from '#model/documents/documents.ts'
import type { At } from '../platform/door.ts'
import { endsSoon } from './ends.ts'
import { expiringFor } from './expiring.ts'
import { type Fact, factsOfPerson, insertFact, latestOf } from './store.ts'

export { expiringFor }

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

/** Of whom documents end soon or ended, and how many: some persons, those of whom none does are left out. */
export async function endingOf(at: At, persons: readonly string[]): Promise<Map<string, number>> {
  const ending = (await latestOf(at, persons)).filter((fact) => endsSoon(fact, at.today))
  return new Map(
    [...Map.groupBy(ending, ({ person_id }) => person_id)].map(([person, facts]) => [person, facts.length]),
  )
}
