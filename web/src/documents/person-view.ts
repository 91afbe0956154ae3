import type { CivilDate } from '#model/calendar.ts'
import type { DocumentFact, PersonDocuments } from '#model/documents/contract.ts'
import { type AnyDocument, goals } from '#model/documents/documents.ts'
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
import type { DocumentGraph, DocumentNode, Requirement } from '#model/documents/graph.ts'
import { isHeld, type Standing, standingOn } from '#model/documents/rules.ts'

/** A document as it stands for a person today, and what is missing for it. */
export type Row = {
  code: AnyDocument
  node: DocumentNode
  standing: Standing
  place: Place
  missing: readonly Requirement[]
  latest: DocumentFact | undefined
  history: readonly DocumentFact[]
  /** Which step it is on the way to the goal, from 1; 0: none. */
  step: number
  /** Of the desk's own, and not in its graph today: it is only read. */
  gone: boolean
}
export type View = { graph: DocumentGraph; rows: Row[]; today: CivilDate; steps: Step[] | null | undefined }

/** All documents, or those that matter for a goal, and the shortest way to it. */
export function viewOf(
  { documents, today }: PersonDocuments,
  graph: DocumentGraph,
  goalCode: string | undefined,
): View {
  const histories = new Map(documents.map(({ code, history }) => [code, history]))
  const standings: Standings = new Map(
    documents.map(({ code, history }) => [code, history[0] ? standingOn(history[0], today) : 'not_asked']),
  )
  const goal = goals.find(({ code }) => code === goalCode)
  const steps = goal && wayTo(graph, wantedFor(graph, goal, today), standings, today)
  const inSight = goal && below(graph, goal.document, standings, today)
  const gone = documents
    .filter(({ code }) => !graph.nodes.has(code))
    .map(({ code }): DocumentNode => ({ code, area: 'support', requires: [], from: { at: '', checkedOn: null } }))
  const rows = [...graph.nodes.values(), ...gone]
    .filter(({ code }) => !inSight || inSight.has(code))
    .map((node): Row => {
      const { code } = node
      const history = histories.get(code) ?? []
      const standing = standings.get(code) ?? 'not_asked'
      const isGone = !graph.nodes.has(code)
      return {
        ...{ code, node, history, latest: history[0] },
        standing,
        place: isGone ? (isHeld(standing) ? 'held' : 'apart') : placeOf(graph, code, standings, today),
        gone: isGone,
        missing: missingFor(graph, code, standings, today),
        step: (steps?.findIndex((each) => each.code === code) ?? -1) + 1,
      }
    })
  return { graph, rows, today, steps }
}
