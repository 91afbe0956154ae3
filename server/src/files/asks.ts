import { today } from '#model/calendar.ts'
import { mayView } from '#model/files/rules.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { actorOf, withNotes } from './noted.ts'
import { countKept, type File, filesOf, stepsOf } from './store.ts'

/** The files of some cases that hold something; `seen`: whether this actor may know what. */
export async function filesOfCases(at: At, cases: readonly string[]): Promise<(File & { seen: boolean })[]> {
  const found: (File & { seen: boolean })[] = []
  for (const id of cases)
    for (const file of await withNotes(at, id, await filesOf(at, [id])))
      if (['waiting', 'kept'].includes(file.state) && !file.erased)
        found.push({ ...file, seen: mayView(file, actorOf(at)) })
  return found
}

/** How many files a case holds, restricted ones among them. */
export const filesInCase = (at: At, caseId: string): Promise<number> => countKept(at, caseId)

/** What came of the files of a case; the name only where this actor may know it. */
export async function filesHappened(at: At, caseId: string): Promise<Happened[]> {
  const files = (await withNotes(at, caseId, await filesOf(at, [caseId]))).filter(({ erased }) => !erased)
  const ended = files.filter(({ state }) => state === 'refused' || state === 'taken-back')
  const ends = new Map(
    (
      await stepsOf(
        at,
        ended.map(({ id }) => id),
      )
    ).flatMap((step) => (step.act === 'refused' || step.act === 'taken-back' ? [[step.fileId, step] as const] : [])),
  )
  return files.flatMap((file) => {
    const end = ends.get(file.id)
    if (file.state === 'arriving') return []
    return happened({
      ...{ kind: 'file', act: end ? (end.act as 'refused' | 'taken-back') : 'kept', key: file.id, thing: file.id },
      ...{ day: today(end?.at ?? file.at), at: end?.at ?? file.at, actor: end?.by ?? file.by },
      what: mayView(file, actorOf(at)) ? file.name : '',
    })
  })
}
