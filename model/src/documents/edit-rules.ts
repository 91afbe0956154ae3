import type { CivilDate } from '../calendar.ts'
import { DocumentCode } from './documents.ts'
import type { LocalDocument, LocalEdit } from './edit-contract.ts'
import { type EditProblem, graphWithEdits, heldEdits } from './edits.ts'
import type { DocumentNode } from './graph.ts'

export const isOfProduct = (document: string): document is DocumentCode => DocumentCode.safeParse(document).success

/** What is wrong with an edit by itself. */
export function editProblem(
  document: string,
  edit: LocalEdit,
  today: CivilDate,
): {
  field: 'own' | 'ways' | 'where' | 'checkedOn' | 'validUntil'
  code: 'does-not-fit' | 'missing' | 'future'
} | null {
  if ((edit.own === null) !== isOfProduct(document)) return { field: 'own', code: 'does-not-fit' }
  if (edit.own && edit.ways.length > 0) return { field: 'ways', code: 'does-not-fit' }
  if (edit.checkedOn > today) return { field: 'checkedOn', code: 'future' }
  if (edit.validFrom !== null && edit.validUntil !== null && edit.validUntil < edit.validFrom)
    return { field: 'validUntil', code: 'does-not-fit' }
  const isSaid = [edit.where, edit.bring, edit.time].some(({ it, en }) => it !== '' || en !== '')
  if (!edit.own && !isSaid && edit.requires.length + edit.ways.length === 0) return { field: 'where', code: 'missing' }
  return null
}

/** `why`: the edit does not fit the graph. `needed`: without what it takes away these edits would be left out. */
export type EditRefusal = { why: EditProblem } | { needed: readonly string[] }

/** Whether an edit can be written after those that there are; `edit: null` gives one up. */
export function editRefusal(
  product: readonly DocumentNode[],
  rows: readonly LocalDocument[],
  { document, edit }: { document: string; edit: LocalEdit | null },
  day: CivilDate,
): EditRefusal | null {
  const before = heldEdits(rows)
  const others = before.filter((each) => each.document !== document)
  const no = 1 + Math.max(0, ...before.map((each) => each.no))
  const out = graphWithEdits(product, before, day).leftOut
  const left = graphWithEdits(product, edit ? [...others, { document, no, edit }] : others, day).leftOut
  const newly = left.filter((each) => each.document === document || !out.some((one) => one.document === each.document))
  // The circle may be told of an edit that was there before: without this one there would be none.
  const why = newly.find((each) => each.document === document) ?? newly.find((each) => each.problem.problem === 'cycle')
  if (why) return { why: why.problem }
  return newly.length > 0 ? { needed: newly.map((each) => each.document) } : null
}
