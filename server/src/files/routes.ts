import { createHash } from 'node:crypto'
import {
  beginFile,
  dropFile,
  endFile,
  fetchKeptFile,
  listKeptFiles,
  openCustody,
  sendFilePart,
  takeFileBack,
} from '#model/files/contract.ts'
import { mayView, takeBackRefusal } from '#model/files/rules.ts'
import { caseBrief } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notAllowed, notFound, notPossible } from '../platform/failure.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { contentTypes } from '../platform/file-kinds.ts'
import { type Route, route } from '../platform/route.ts'
import { actorOf, withNotes } from './noted.ts'
import { presentFiles } from './present.ts'
import { begin, drop, end, openCase, takePart } from './receive.ts'
import { emptyFile, type File, fileOf, lockFile, openingsOf, partsOf, stepsOf } from './store.ts'

/** A file that this actor may see. To whom it is restricted, it is not there. */
async function seenFile(at: At, caseId: string, id: string): Promise<File> {
  if (!(await caseBrief(at, caseId))) throw notFound()
  const file = await fileOf(at, caseId, id)
  const [noted] = file ? await withNotes(at, caseId, [file]) : []
  if (!noted || !mayView(noted, actorOf(at))) throw notFound()
  return noted
}

/** The bytes as they are sent: the last part goes only if all of them are what was received. */
function bytesOf(file: File): Extract<FileAnswer, { size: number }>['parts'] {
  return async function* (again) {
    const hash = createHash('sha256')
    let sent = 0
    for await (const part of partsOf(again, file)) {
      hash.update(part)
      sent += part.length
      if (sent === file.size && hash.digest('hex') !== file.sha256) throw new Error('a file is not what was received')
      yield part
    }
  }
}

async function takeBack(at: At, caseId: string, id: string, reason: string): Promise<void> {
  const kase = await openCase(at, caseId)
  const file = await lockFile(at, caseId, id)
  const [noted] = file ? await withNotes(at, caseId, [file]) : []
  if (!file || !noted || noted.erased) throw notFound()
  const refused = takeBackRefusal(noted, { ...actorOf(at), mayWrite: kase.mayWrite })
  if (refused === 'file-gone') {
    // A second time changes nothing.
    if (file.state === 'taken-back') return
    throw notPossible(refused)
  }
  if (refused) throw notAllowed(refused)
  await emptyFile(at, file, { act: 'taken-back', words: reason })
}

/** `isScanned`: a scanner looks through what comes in, before anybody opens it. */
export function fileRoutes(isScanned: boolean): Route[] {
  const shown = (at: At, caseId: string) => presentFiles(at, caseId, isScanned)
  return [
    route(listKeptFiles, (at, { params }) => shown(at, params.case)),
    route(beginFile, async (at, { params, body }) => {
      const first = await at.firstTime(body.id, { case: params.case, ...body }, () => shown(at, params.case))
      if (first) await begin(at, params.case, body)
      return shown(at, params.case)
    }),
    route(sendFilePart, async (at, { params, bytes }) => {
      await takePart(at, params.case, params.keptFile, params.no, bytes)
      return { done: true as const }
    }),
    route(endFile, async (at, { params }) => {
      await end(at, params.case, params.keptFile, isScanned)
      return shown(at, params.case)
    }),
    route(dropFile, async (at, { params }) => {
      await drop(at, params.case, params.keptFile)
      return shown(at, params.case)
    }),
    route(takeFileBack, async (at, { params, body }) => {
      await takeBack(at, params.case, params.keptFile, body.reason)
      return shown(at, params.case)
    }),
    route(fetchKeptFile, async (at, { params }) => {
      const file = await seenFile(at, params.case, params.keptFile)
      if (file.state === 'waiting') throw notPossible('file-waits')
      if (file.state !== 'kept' || file.kind === null) throw notFound()
      return { type: contentTypes[file.kind], size: file.size, parts: bytesOf(file) }
    }),
    route(openCustody, async (at, { params }) => {
      const file = await seenFile(at, params.case, params.keptFile)
      const [nameOf, steps, { openings, opened }] = await Promise.all([
        namesOfActors(at),
        stepsOf(at, [file.id]),
        openingsOf(at, file.id),
      ])
      // The hash of what was received stands by itself.
      const told = steps.map(({ act, words, by, at: when }) => ({
        ...{ act, by: nameOf(by), at: when, words: act === 'received' ? '' : words },
      }))
      return {
        sha256: file.state === 'arriving' ? '' : (steps.find(({ act }) => act === 'received')?.words ?? ''),
        steps: [{ act: 'begun' as const, by: nameOf(file.by), at: file.at, words: '' }, ...told],
        openings: openings.map(({ by, at: when }) => ({ by: nameOf(by), at: when })),
        opened,
      }
    }),
  ]
}
