import { HISTORY, listExpiring, openDocuments, recordDocument } from '#model/documents/contract.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import { factProblem } from '#model/documents/rules.ts'
import { caseBrief, touchedCase } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, movedOn, notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { editRoutes } from './edit-routes.ts'
import { editRows } from './edit-store.ts'
import { expiringFor } from './expiring.ts'
import { factsOfPerson, insertFact } from './store.ts'

async function documentsOf(at: At, caseId: string) {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  const [facts, names, nameOf] = await Promise.all([
    factsOfPerson(at, kase.personId, HISTORY),
    namesOfPersons(at, [kase.personId]),
    namesOfActors(at),
  ])
  const byDocument = Map.groupBy(facts, ({ document }) => document)
  return {
    caseId,
    today: at.today,
    person: { id: kase.personId, ...(names.get(kase.personId) ?? { name: '', code: '', erased: false }) },
    documents: [...byDocument].map(([code, history]) => ({
      code,
      history: history.map(({ no, state, expiresOn, number, note, by, at: when }) => ({
        ...{ no, state, expiresOn, number, note, by: nameOf(by), at: when },
      })),
    })),
    can: kase.mayWrite ? (['write'] as const).slice() : [],
  }
}

/** A document of the desk's own that it uses no more is read, and written no more. */
async function mayRecord(at: At, document: string): Promise<void> {
  if (isOfProduct(document)) return
  const own = (await editRows(at)).find((row) => row.document === document)
  if (!own) throw notFound()
  if (own.versions[0]?.edit === null) throw notPossible('document-retired')
}

export const documentRoutes: Route[] = [
  ...editRoutes,
  route(openDocuments, (at, { params }) => documentsOf(at, params.case)),
  route(recordDocument, async (at, { params, body }) => {
    const kase = await touchedCase(at, params.case)
    if (!kase) throw notFound()
    if (!kase.mayWrite) throw notPossible('case-closed')
    await mayRecord(at, params.document)
    const wrong = factProblem(body)
    if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
    if (!(await insertFact(at, kase.personId, params.document, body))) throw movedOn(await documentsOf(at, params.case))
    return documentsOf(at, params.case)
  }),
  route(listExpiring, (at) => expiringFor(at)),
]
