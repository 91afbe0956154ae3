import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { addNote, correctNote, listMentions, type Note, openNoteVersions, sawMention } from '#model/notes/contract.ts'
import { call } from '../call.ts'
import { caseQuery, useCaseWrites } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

export const versionsQuery = (desk: string, id: string, note: string) =>
  queryOptions({
    queryKey: [desk, 'cases', id, 'versions', note],
    queryFn: ({ signal }) => call(openNoteVersions, { params: { desk, case: id, note }, signal }),
  })

export const mentionsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'mentions'],
    queryFn: ({ signal }) => call(listMentions, { params: { desk }, signal }),
  })

/** What can be done with the notes of a case: the case on the screen has the note as it is then. */
export function useNoteActs(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const { watched, changed } = useCaseWrites(id)
  const params = { desk, case: id }
  const then = async (doing: Promise<Note>): Promise<Note> => {
    const note = await watched(doing)
    client.setQueryData(
      caseQuery(desk, id).queryKey,
      (file) => file && { ...file, notes: [note, ...file.notes.filter((one) => one.id !== note.id)] },
    )
    changed()
    return note
  }
  return {
    add: (body: z.input<typeof addNote.body>) => then(call(addNote, { params, body })),
    correct: (note: string, body: z.input<typeof correctNote.body>) =>
      then(call(correctNote, { params: { ...params, note }, body })),
  }
}

/** Somebody looked at a note that names them. */
export function useSawMention() {
  const desk = useDesk().code
  const client = useQueryClient()
  return async (caseId: string, note: string) => {
    const left = await call(sawMention, { params: { desk, case: caseId, note } })
    client.setQueryData(mentionsQuery(desk).queryKey, left)
    client.setQueryData(
      caseQuery(desk, caseId).queryKey,
      (file) =>
        file && { ...file, notes: file.notes.map((one) => (one.id === note ? { ...one, newForMe: false } : one)) },
    )
  }
}
