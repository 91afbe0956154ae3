import type { FileActor } from '#model/files/rules.ts'
import { briefNotes } from '../notes/asks.ts'
import type { At } from '../platform/door.ts'
import type { File } from './store.ts'

/** Files of one case with what their notes say of them: what is attached to a restricted note is restricted. */
export async function withNotes(at: At, caseId: string, files: readonly File[]) {
  const notes = await briefNotes(
    at,
    caseId,
    files.flatMap(({ note }) => note ?? []),
  )
  return files.map((file) => {
    const note = file.note === null ? undefined : notes.get(file.note)
    return { ...file, ofNote: note, visibility: note?.visibility === 'legal' ? ('legal' as const) : file.visibility }
  })
}
export type NotedFile = Awaited<ReturnType<typeof withNotes>>[number]

export const actorOf = ({ actor }: At): FileActor => ({ name: actor.name, roles: actor.roles })
