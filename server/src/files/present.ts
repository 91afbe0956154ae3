import type { z } from 'zod'
import type { KeptFile, KeptFiles } from '#model/files/contract.ts'
import { mayView, roomOf, takeBackRefusal } from '#model/files/rules.ts'
import { type CaseBrief, caseBrief } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { actorOf, type NotedFile, withNotes } from './noted.ts'
import { filesOf, partsThere, stepsOf } from './store.ts'

const canOf = (at: At, kase: CaseBrief, file: NotedFile): z.input<typeof KeptFile>['can'] => {
  if (file.erased) return []
  const own = file.by === at.actor.name
  const seen = mayView(file, actorOf(at))
  const isOpen = kase.closedOn === null
  return [
    ...(file.state === 'arriving' && own && kase.mayWrite ? (['go-on'] as const) : []),
    ...(file.state === 'arriving' && own && kase.mayWrite ? (['drop'] as const) : []),
    ...(file.state === 'kept' && seen ? (['fetch'] as const) : []),
    ...(isOpen && takeBackRefusal(file, { ...actorOf(at), mayWrite: kase.mayWrite }) === null
      ? (['take-back'] as const)
      : []),
  ]
}

/** The files of a case that this actor sees, and of restricted ones that they are there. */
export async function presentFiles(at: At, caseId: string, isScanned: boolean): Promise<z.input<typeof KeptFiles>> {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  const files = await withNotes(at, caseId, await filesOf(at, [caseId]))
  const [nameOf, there, steps] = await Promise.all([
    namesOfActors(at),
    partsThere(
      at,
      files.filter(({ state, by }) => state === 'arriving' && by === at.actor.name).map(({ id }) => id),
    ),
    stepsOf(
      at,
      files.filter(({ state }) => state === 'refused' || state === 'taken-back').map(({ id }) => id),
    ),
  ])
  const ends = new Map(
    steps.filter(({ act }) => act === 'refused' || act === 'taken-back').map((step) => [step.fileId, step]),
  )
  const { left, room } = roomOf(files)
  return {
    rows: files.map((file) => {
      const { id, state, visibility, at: when, by } = file
      const always = { id, state, visibility, at: when, by: nameOf(by), can: canOf(at, kase, file) }
      if (!mayView(file, actorOf(at))) return { ...always, ...nothingSaid }
      const end = ends.get(id)
      const parts = there.get(id)
      return {
        ...always,
        seen: true,
        name: file.name,
        kind: file.kind,
        size: file.size,
        sha256: file.state === 'kept' ? file.sha256 : '',
        evidence: file.evidence,
        document: file.document,
        note: file.note !== null && file.ofNote ? { id: file.note, day: file.ofNote.day } : null,
        arriving: parts && !file.erased ? { parts, sha256: file.sha256 } : null,
        end: end ? { why: end.words, by: nameOf(end.by), at: end.at } : null,
      }
    }),
    left,
    room,
    scanned: isScanned,
    can: kase.mayWrite && left > 0 && room > 0 ? ['send'] : [],
  }
}

const nothingSaid = {
  seen: false,
  name: '',
  kind: null,
  size: 0,
  sha256: '',
  evidence: false,
  document: null,
  note: null,
  arriving: null,
  end: null,
}
