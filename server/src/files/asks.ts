import { mayView } from '#model/files/rules.ts'
import type { At } from '../platform/door.ts'
import { actorOf, withNotes } from './noted.ts'
import { countKept, type File, filesOf } from './store.ts'

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
