import { createHash } from 'node:crypto'
import { cleanName, type FileKind, plainName } from '#model/codes/file-kinds.ts'
import type { NewFile } from '#model/files/contract.ts'
import { fileProblem, missingParts, partLength, roomOf, roomProblem } from '#model/files/rules.ts'
import { caseBrief, touchedCase } from '../cases/asks.ts'
import { isDocument } from '../documents/asks.ts'
import { briefNotes } from '../notes/asks.ts'
import type { At } from '../platform/door.ts'
import { invalid, notAllowed, notFound, notPossible, unknownId } from '../platform/failure.ts'
import { kindOf, mayBegin } from '../platform/file-kinds.ts'
import { BadPhoto, barePhoto } from '../platform/photos.ts'
import { EICAR_NAME, EicarWatch } from '../platform/scanner.ts'
import {
  emptyFile,
  type File,
  filesOf,
  insertFile,
  keepFile,
  lockFile,
  partsOf,
  partsThere,
  putPart,
  removeFile,
  replaceParts,
} from './store.ts'

/** A case that is open for writing, held until the end: what it takes is counted by one after the other. */
export async function openCase(at: At, caseId: string) {
  const kase = await touchedCase(at, caseId)
  if (!kase) throw notFound()
  if (kase.closedOn !== null) throw notPossible('case-closed')
  return kase
}

/** The same without holding it: parts come for minutes, and whoever else writes in the case does not wait for them. */
async function mustBeOpen(at: At, caseId: string): Promise<void> {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  if (kase.closedOn !== null) throw notPossible('case-closed')
}

/** A place for a file of which no part is there yet. */
export async function begin(at: At, caseId: string, { id, name, ...file }: NewFile): Promise<void> {
  await openCase(at, caseId)
  const wrong = fileProblem(file)
  if (wrong) throw invalid({ pointer: `/${wrong.field}`, code: wrong.code })
  if (file.document !== null && !(await isDocument(at, file.document))) throw unknownId('/document')
  const note = file.note === null ? undefined : (await briefNotes(at, caseId, [file.note])).get(file.note)
  if (file.note !== null && !note) throw unknownId('/note')
  const full = roomProblem(roomOf(await filesOf(at, [caseId])), file.size)
  if (full) throw notPossible(full)
  // What is attached while a note is restricted stays restricted, also if the note is opened to the desk afterwards.
  const visibility = note?.visibility === 'legal' ? 'legal' : file.visibility
  await insertFile(at, caseId, id, { ...file, visibility, name: plainName(name), kind: null })
}

/** A file that this actor began, held; nobody goes on with another's. */
async function ownFile(at: At, caseId: string, id: string): Promise<File> {
  const file = await lockFile(at, caseId, id)
  if (!file || file.erased) throw notFound()
  if (file.by !== at.actor.name) throw notAllowed('not-yours')
  return file
}

/** Keeps one part. What comes again, as after a cut, is there already. */
export async function takePart(at: At, caseId: string, id: string, no: number, bytes: Buffer): Promise<void> {
  await mustBeOpen(at, caseId)
  const file = await ownFile(at, caseId, id)
  if (file.state !== 'arriving') return
  if (bytes.length === 0 || bytes.length !== partLength(file.size, no))
    throw invalid({ pointer: '', code: 'file-part' })
  if (no === 0 && !mayBegin(bytes)) throw invalid({ pointer: '', code: 'file-kind' })
  await putPart(at, file, no, bytes)
}

export async function drop(at: At, caseId: string, id: string): Promise<void> {
  await mustBeOpen(at, caseId)
  const file = await ownFile(at, caseId, id)
  if (file.state !== 'arriving') throw notPossible('file-ended')
  await removeFile(at, id)
}

const photos = ['jpeg', 'png', 'webp'] as const
const isPhoto = (kind: FileKind): kind is (typeof photos)[number] => (photos as readonly FileKind[]).includes(kind)

/** Goes through a file once: its hash, whether the test signature is in it, and what it is. */
async function lookAt(at: At, file: File) {
  const [hash, watch] = [createHash('sha256'), new EicarWatch()]
  const inside = <T>(work: (at: At) => Promise<T>) => work(at)
  let head: Buffer = Buffer.alloc(0)
  for await (const part of partsOf(inside, file)) {
    if (head.length === 0) head = part
    hash.update(part)
    watch.see(part)
  }
  const whole = async () => {
    const bytes = Buffer.alloc(file.size)
    let from = 0
    for await (const part of partsOf(inside, file)) from += part.copy(bytes, from)
    return bytes
  }
  return { sha256: hash.digest('hex'), harms: watch.found, kind: await kindOf(head, whole), whole }
}

/**
 * Keeps a file of which every part is there. One that was ended is left as it is: of two who end it at once, the second finds it
 * so. A photo loses what stands beside the picture, unless it is kept as evidence.
 */
export async function end(at: At, caseId: string, id: string, isScanned: boolean): Promise<void> {
  await mustBeOpen(at, caseId)
  const file = await ownFile(at, caseId, id)
  if (file.state !== 'arriving') return
  const there = (await partsThere(at, [id])).get(id) ?? []
  if (missingParts(file.size, there).length > 0) throw notPossible('file-parts-missing')
  const { sha256, harms, kind, whole } = await lookAt(at, file)
  await openCase(at, caseId)
  if (sha256 !== file.sha256) throw invalid({ pointer: '', code: 'file-differs' })
  if (harms) return emptyFile(at, file, { act: 'refused', words: EICAR_NAME })
  if (!kind) throw invalid({ pointer: '', code: 'file-kind' })
  const state = isScanned ? 'waiting' : 'kept'
  const as = { kind, name: cleanName(file.name, kind), state } as const
  if (isPhoto(kind) && !file.evidence) {
    const bare = bareOf(kind, await whole())
    await replaceParts(at, file, bare.pieces)
    await keepFile(at, file, { ...as, size: bare.size, sha256: bare.sha256 })
  } else await keepFile(at, file, { ...as, size: file.size, sha256 })
  if (isScanned) await at.tell('file.received', { case: caseId, file: id })
}

function bareOf(kind: (typeof photos)[number], bytes: Buffer) {
  try {
    const pieces = barePhoto(kind, bytes)
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    return { pieces, size: pieces.reduce((sum, { length }) => sum + length, 0), sha256: hash.digest('hex') }
  } catch (error) {
    if (error instanceof BadPhoto) throw invalid({ pointer: '', code: 'file-photo' })
    throw error
  }
}
