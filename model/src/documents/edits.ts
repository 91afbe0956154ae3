import type { CivilDate } from '../calendar.ts'
import type { EditVersion, LocalDocument, LocalEdit } from './edit-contract.ts'
import {
  type DocumentGraph,
  type DocumentNode,
  type GraphProblem,
  holdsOn,
  type LocalWords,
  type Requirement,
  readGraph,
  type Said,
  type Source,
  soundGraph,
  type Valid,
} from './graph.ts'

/** An edit that a desk holds to. `no`: when it was written, among all of them. */
export type HeldEdit = { document: string; no: number; edit: LocalEdit }

/** `no-such-need`: a way instead of something that the document does not ask for. */
export type EditProblem = GraphProblem | { problem: 'no-such-need'; code: string; names: string }
export type LeftOut = { document: string; problem: EditProblem }

/** The graph of a desk on a day, and the edits that could not be laid over the product's, with why. */
export type LocalGraph = { graph: DocumentGraph; leftOut: readonly LeftOut[] }

/** The edits that hold: of each document the latest, where it was not given up. */
export const heldEdits = (rows: readonly LocalDocument[]): HeldEdit[] =>
  rows.flatMap(({ document, versions: [latest] }) =>
    latest?.edit ? [{ document, no: latest.no, edit: latest.edit }] : [],
  )

/** What a desk's own document is called; one that is used no more keeps its last name. */
export function ownName({ versions }: { versions: readonly Pick<EditVersion, 'edit'>[] }): Said | null {
  const written = versions.find(({ edit }) => edit !== null)?.edit
  return written?.own?.name ?? null
}

const plain = (name: string) => name.trim().toLocaleLowerCase('it')

/** Whether another document of the desk is called so already: in a list nobody could tell them apart. */
export const nameIsTaken = (rows: readonly LocalDocument[], document: string, { own }: LocalEdit): boolean =>
  own !== null &&
  heldEdits(rows).some(
    ({ document: other, edit }) => other !== document && edit.own && plain(edit.own.name.it) === plain(own.name.it),
  )

/**
 * Lays a desk's edits over the product's documents. Each edit is taken whole or left out: one that names what is not there, or
 * closes a circle with those that were written before it, is left out, and the others hold.
 */
export function graphWithEdits(
  product: readonly DocumentNode[],
  edits: readonly HeldEdit[],
  day: CivilDate,
): LocalGraph {
  const { taken, leftOut } = sifted(product, edits)
  const nodes = laid(
    product,
    taken.filter(({ edit }) => holdsOn(validOf(edit), day)),
  )
  return { graph: soundGraph(withoutWhatIsNotThere(nodes)), leftOut }
}

function sifted(product: readonly DocumentNode[], edits: readonly HeldEdit[]) {
  const written = edits.toSorted((one, other) => one.no - other.no)
  if (problemsOf(product, written).length === 0) return { taken: written, leftOut: [] }
  const taken: HeldEdit[] = []
  // Again and again: one that names a document of the desk's own waits until that one is taken.
  for (let before = -1; before < taken.length; ) {
    before = taken.length
    for (const each of written)
      if (!taken.includes(each) && problemsOf(product, [...taken, each]).length === 0) taken.push(each)
  }
  const out = written.filter((each) => !taken.includes(each))
  return {
    taken,
    leftOut: out.map((each) => ({ document: each.document, problem: whyNot(product, taken, out, each) })),
  }
}

/** A circle says more than a name that is missing because its own document stands in that circle. */
function whyNot(
  product: readonly DocumentNode[],
  taken: readonly HeldEdit[],
  out: readonly HeldEdit[],
  edit: HeldEdit,
): EditProblem {
  const { document } = edit
  const alone = problemsOf(product, [...taken, edit])
  const isCircle = (found: EditProblem) => found.problem === 'cycle' && found.path.includes(document)
  const why = alone.find(isCircle) ?? problemsOf(product, [...taken, ...out]).find(isCircle) ?? alone[0]
  return why ?? { problem: 'unreachable', code: document }
}

function problemsOf(product: readonly DocumentNode[], edits: readonly HeldEdit[]): EditProblem[] {
  const known = new Map(product.map((node) => [node.code, node]))
  const misplaced = edits.flatMap(({ document: code, edit }): EditProblem[] => {
    if (edit.own) return []
    const node = known.get(code)
    if (!node) return [{ problem: 'unknown', code, names: code }]
    return edit.ways
      .filter(({ insteadOf }) => !node.requires.some(({ anyOf }) => anyOf.includes(insteadOf)))
      .map(({ insteadOf }) => ({ problem: 'no-such-need', code, names: insteadOf }))
  })
  const found = readGraph(laid(product, edits))
  return found.ok ? misplaced : [...misplaced, ...found.problems]
}

/** The product's documents with what is different at the desk, and then the desk's own. */
function laid(product: readonly DocumentNode[], edits: readonly HeldEdit[]): DocumentNode[] {
  const changes = Map.groupBy(
    edits.filter(({ edit }) => !edit.own),
    ({ document }) => document,
  )
  const changed = (node: DocumentNode): DocumentNode =>
    (changes.get(node.code) ?? []).reduce((before, { edit }) => withEdit(before, edit), node)
  return [
    ...product.map(changed),
    ...edits.flatMap(({ document: code, edit }) => {
      if (!edit.own) return []
      const bare = { code, area: edit.own.area, requires: [], from: sourceOf(edit) }
      return [withEdit(bare, edit)]
    }),
  ]
}

function withEdit(node: DocumentNode, edit: LocalEdit): DocumentNode {
  const from = sourceOf(edit)
  const own: Requirement[] = edit.requires.map((anyOf) => ({ anyOf, from, local: from }))
  const widened = node.requires.map((need): Requirement => {
    const also = edit.ways.filter(({ insteadOf }) => need.anyOf.includes(insteadOf)).map((way) => way.also)
    return also.length === 0 ? need : { ...need, anyOf: [...new Set([...need.anyOf, ...also])], local: from }
  })
  return { ...node, requires: [...widened, ...own], local: localOf(edit, from) }
}

const sourceOf = ({ source, checkedOn }: LocalEdit): Source => ({ at: source, checkedOn })

const localOf = (edit: LocalEdit, from: Source): LocalWords => ({
  ...(edit.own && { name: edit.own.name }),
  ...{ where: edit.where, bring: edit.bring, time: edit.time, from },
})

const validOf = ({ validFrom, validUntil }: LocalEdit): Valid => ({
  ...(validFrom !== null && { validFrom }),
  ...(validUntil !== null && { validUntil }),
})

/** A document of the desk that does not hold on a day is not asked on it; where nothing else would do, nothing is. */
function withoutWhatIsNotThere(nodes: readonly DocumentNode[]): DocumentNode[] {
  const there = new Set(nodes.map(({ code }) => code))
  return nodes.map((node) => ({
    ...node,
    requires: node.requires.flatMap((need) => {
      const anyOf = need.anyOf.filter((code) => there.has(code))
      return anyOf.length === 0 ? [] : [{ ...need, anyOf }]
    }),
  }))
}
