import { documentNodes } from '#model/documents/documents.ts'
import {
  type LocalEdit,
  listLocalDocuments,
  MOST_EDIT_VERSIONS,
  MOST_EDITS,
  writeLocalDocument,
} from '#model/documents/edit-contract.ts'
import { type EditRefusal, editProblem, editRefusal } from '#model/documents/edit-rules.ts'
import { heldEdits, nameIsTaken } from '#model/documents/edits.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { Failure, invalid, movedOn, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { editRows, insertEdit, lockEdits } from './edit-store.ts'

async function localDocuments(at: At) {
  const [rows, nameOf] = await Promise.all([editRows(at), namesOfActors(at)])
  return {
    today: at.today,
    rows: rows.map(({ document, versions }) => ({
      document,
      versions: versions.map(({ by, ...version }) => ({ ...version, by: nameOf(by) })),
    })),
    can: at.actor.grants.includes('template.write') ? (['write'] as const).slice() : [],
  }
}
type Local = Awaited<ReturnType<typeof localDocuments>>
type Sent = { no: number; edit: LocalEdit | null }

const versionsIn = ({ rows }: Local, document: string) => rows.find((row) => row.document === document)?.versions ?? []

/** Whether the very edit that is sent stands there and holds: it was written, and no answer came. */
function isThere(now: Local, document: string, sent: Sent): boolean {
  const [latest, before] = versionsIn(now, document)
  return (before?.no ?? 0) === sent.no && JSON.stringify(latest?.edit) === JSON.stringify(sent.edit)
}

/** A circle is answered with its documents, in their order: codes, and ids of the desk's own. */
function refused(refusal: EditRefusal): Failure {
  if ('needed' in refusal) return notPossible('document-needed')
  const { why } = refusal
  if (why.problem === 'cycle')
    return new Failure('invalid', {
      reason: 'documents-circle',
      errors: why.path.map((code) => ({ pointer: '/edit', code })),
    })
  if (why.problem === 'unknown') return unknownId('/edit/requires')
  return invalid({ pointer: '/edit/ways', code: 'does-not-fit' })
}

function mayWrite(at: At, now: Local, document: string, edit: LocalEdit | null): void {
  // Of what nobody wrote there is nothing to give up.
  if (!edit && versionsIn(now, document).length === 0) throw notFound()
  const wrong = edit && editProblem(document, edit, at.today)
  if (wrong) throw invalid({ pointer: `/edit/${wrong.field}`, code: wrong.code })
  if (edit && nameIsTaken(now.rows, document, edit)) throw invalid({ pointer: '/edit/own/name', code: 'taken' })
  if (edit && heldEdits(now.rows).filter((each) => each.document !== document).length >= MOST_EDITS)
    throw notPossible('documents-full')
  if (now.rows.reduce((sum, { versions }) => sum + versions.length, 0) >= MOST_EDIT_VERSIONS)
    throw notPossible('documents-full')
  const refusal = editRefusal(documentNodes, now.rows, { document, edit }, at.today)
  if (refusal) throw refused(refusal)
}

export const editRoutes: Route[] = [
  route(listLocalDocuments, localDocuments),
  route(writeLocalDocument, async (at, { params: { localDocument: document }, body }) => {
    await lockEdits(at)
    const before = await localDocuments(at)
    if (isThere(before, document, body)) return before
    if ((versionsIn(before, document)[0]?.no ?? 0) !== body.no) throw movedOn(before)
    mayWrite(at, before, document, body.edit)
    await insertEdit(at, document, { edit: body.edit })
    return localDocuments(at)
  }),
]
