import { type QueryClient, queryOptions } from '@tanstack/react-query'
import {
  discardImport,
  type ImportMode,
  type ImportRun,
  listImportErrors,
  listImports,
  openImport,
  runImport,
  uploadRegister,
} from '#model/imports/contract.ts'
import { call, sendFile } from '../call.ts'

export const importsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'imports'],
    queryFn: ({ signal }) => call(listImports, { params: { desk }, signal }),
  })

const isMoving = (run: ImportRun | undefined) => run?.state === 'running' || run?.state === 'waiting'

/** An import; asked again and again while it runs. */
export const importQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'imports', id],
    queryFn: ({ signal }) => call(openImport, { params: { desk, import: id }, signal }),
    refetchInterval: (query) => (isMoving(query.state.data) ? 700 : false),
  })

export const importErrorsQuery = (desk: string, id: string, after: number, most = 100) =>
  queryOptions({
    queryKey: [desk, 'imports', id, 'errors', after, most],
    queryFn: ({ signal }) => call(listImportErrors, { params: { desk, import: id }, query: { after, most }, signal }),
  })

/** An import as it is now, where it stands and in the list. */
export function showRun(client: QueryClient, desk: string, run: ImportRun): void {
  client.setQueryData(importQuery(desk, run.id).queryKey, run)
  void client.invalidateQueries({ queryKey: importsQuery(desk).queryKey, exact: true })
}

export const upload = (desk: string, id: string, file: File) =>
  sendFile(uploadRegister, { params: { desk, import: id }, file })

export const startImport = (desk: string, id: string, mode: ImportMode) =>
  call(runImport, { params: { desk, import: id }, body: { mode } })

/** Gives a previewed file back without importing it. */
export const discardFile = (desk: string, id: string) => call(discardImport, { params: { desk, import: id } })
