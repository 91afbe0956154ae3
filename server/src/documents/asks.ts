import { type CivilDate, today } from '#model/calendar.ts'
import type { NewDocumentFact } from '#model/documents/contract.ts'
import type { DocumentCode } from '#model/documents/documents.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import { ownName } from '#model/documents/edits.ts'
import type { Said } from '#model/documents/graph.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { editRows } from './edit-store.ts'
import { endsSoon } from './ends.ts'
import { expiringFor } from './expiring.ts'
import { type Fact, factsOfPerson, insertFact, latestOf } from './store.ts'

export { expiringFor }

/** All that was recorded of a person's documents, the latest of each first. `own`: what one of the desk's own is called. */
export async function documentsOfPerson(at: At, personId: string): Promise<(Fact & { own: Said | null })[]> {
  const facts = await factsOfPerson(at, personId, Number.MAX_SAFE_INTEGER)
  const names = facts.every(({ document }) => isOfProduct(document)) ? new Map() : await namesOfOwnDocuments(at)
  return facts.map((fact) => ({ ...fact, own: names.get(fact.document) ?? null }))
}

/** What the desk's own documents are called, those that are used no more among them. */
async function namesOfOwnDocuments(at: At): Promise<Map<string, Said>> {
  const rows = await editRows(at)
  return new Map(rows.flatMap((row) => (ownName(row) ? [[row.document, ownName(row) as Said]] : [])))
}

/** Whether a document is one of the product's or of the desk's own. */
export const isDocument = async (at: At, document: string): Promise<boolean> =>
  isOfProduct(document) || (await namesOfOwnDocuments(at)).has(document)

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

/** How the documents of a person came to stand. */
export const documentsHappened = async (at: At, personId: string): Promise<Happened[]> =>
  (await documentsOfPerson(at, personId)).flatMap(({ document, no, state, expiresOn, by, at: when }) =>
    // What was taken back, and what is left of who was erased, tells nothing.
    state === 'not_asked'
      ? []
      : happened({
          ...{ kind: 'document', act: 'recorded', key: `${document}#${no}`, thing: personId, code: document, state },
          ...{ day: today(when), at: when, actor: by, until: expiresOn },
        }),
  )

/** The documents of a person that somebody else keeps. */
export const withheldDocuments = async (at: At, personId: string): Promise<string[]> =>
  (await latestOf(at, [personId])).flatMap(({ document, state }) => (state === 'withheld' ? [document] : []))

/** The documents of a person that end soon or have ended. */
export const endingDocuments = async (
  at: At,
  personId: string,
): Promise<{ document: string; expiresOn: CivilDate }[]> =>
  (await latestOf(at, [personId])).flatMap((fact) =>
    fact.expiresOn !== null && endsSoon(fact, at.today)
      ? [{ document: fact.document, expiresOn: fact.expiresOn as CivilDate }]
      : [],
  )
