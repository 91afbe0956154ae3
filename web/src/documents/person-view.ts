import type { CivilDate } from '#model/calendar.ts'
import type { DocumentFact, PersonDocuments } from '#model/documents/contract.ts'
import { type DocumentCode, documentGraph, documentNodes, goals } from '#model/documents/documents.ts'
import {
  below,
  missingFor,
  type Place,
  placeOf,
  type Standings,
  type Step,
  wantedFor,
  wayTo,
} from '#model/documents/engine.ts'
import type { DocumentNode, Requirement } from '#model/documents/graph.ts'
import { type Standing, standingOn } from '#model/documents/rules.ts'

/** A document as it stands for a person today, and what is missing for it. */
export type Row = {
  code: DocumentCode
  node: DocumentNode<DocumentCode>
  standing: Standing
  place: Place
  missing: readonly Requirement[]
  latest: DocumentFact | undefined
  history: readonly DocumentFact[]
  /** Which step it is on the way to the goal, from 1; 0: none. */
  step: number
}
export type View = { rows: Row[]; today: CivilDate; steps: Step[] | null | undefined }

/** All documents, or those that matter for a goal, and the shortest way to it. */
export function viewOf({ documents, today }: PersonDocuments, goalCode: string | undefined): View {
  const histories = new Map(documents.map(({ code, history }) => [code, history]))
  const standings: Standings = new Map(
    documents.map(({ code, history }) => [code, history[0] ? standingOn(history[0], today) : 'not_asked']),
  )
  const goal = goals.find(({ code }) => code === goalCode)
  const steps = goal && wayTo(documentGraph, wantedFor(documentGraph, goal, today), standings, today)
  const inSight = goal && below(documentGraph, goal.document, standings, today)
  const rows = documentNodes
    .filter(({ code }) => !inSight || inSight.has(code))
    .map((node): Row => {
      const { code } = node
      const history = histories.get(code) ?? []
      return {
        ...{ code, node, history, latest: history[0] },
        standing: standings.get(code) ?? 'not_asked',
        place: placeOf(documentGraph, code, standings, today),
        missing: missingFor(documentGraph, code, standings, today),
        step: (steps?.findIndex((each) => each.code === code) ?? -1) + 1,
      }
    })
  return { rows, today, steps }
}
