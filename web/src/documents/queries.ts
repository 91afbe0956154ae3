import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  listExpiring,
  type NewDocumentFact,
  openDocuments,
  PersonDocuments,
  recordDocument,
} from '#model/documents/contract.ts'
import type { AnyDocument } from '#model/documents/documents.ts'
import {
  LocalDocuments,
  type LocalEdit,
  listLocalDocuments,
  writeLocalDocument,
} from '#model/documents/edit-contract.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const documentsQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'documents', id],
    queryFn: ({ signal }) => call(openDocuments, { params: { desk, case: id }, signal }),
  })

export const expiringQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'documents', 'expiring'],
    queryFn: ({ signal }) => call(listExpiring, { params: { desk }, signal }),
  })

/** What the desk wrote in the graph of documents. */
export const localDocumentsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'documents', 'edits'],
    queryFn: ({ signal }) => call(listLocalDocuments, { params: { desk }, signal }),
  })

/** Writes in the graph of the desk. Answers false where a colleague was first: the page then shows what there is now. */
export function useWriteLocalDocument() {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = (data: LocalDocuments) => client.setQueryData(localDocumentsQuery(desk).queryKey, data)
  return async (localDocument: AnyDocument, body: { no: number; edit: LocalEdit | null }): Promise<boolean> => {
    try {
      shown(await call(writeLocalDocument, { params: { desk, localDocument }, body }))
      return true
    } catch (error) {
      const now =
        error instanceof CallError && error.code === 'moved-on' ? LocalDocuments.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
}

/** Records how a document stands. Answers false where a colleague was first: the page then shows what there is now. */
export function useRecordDocument(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = (data: PersonDocuments) => {
    client.setQueryData(documentsQuery(desk, id).queryKey, data)
    void client.invalidateQueries({ queryKey: expiringQuery(desk).queryKey })
  }
  return async (document: AnyDocument, body: NewDocumentFact): Promise<boolean> => {
    try {
      shown(await call(recordDocument, { params: { desk, case: id, document }, body }))
      return true
    } catch (error) {
      const now =
        error instanceof CallError && error.code === 'moved-on' ? PersonDocuments.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
}
