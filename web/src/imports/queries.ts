import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  discardImport,
  forgetColumns,
  type ImportMode,
  type ImportRun,
  listDoubts,
  listImportErrors,
  listImports,
  listRememberedColumns,
  mapColumns,
  openImport,
  runImport,
  settleDoubt,
  uploadRegister,
} from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
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

const errorsKey = (desk: string, id: string) => [desk, 'imports', id, 'errors']

export const importErrorsQuery = (desk: string, id: string, after: number, most = 100) =>
  queryOptions({
    queryKey: [...errorsKey(desk, id), after, most],
    queryFn: ({ signal }) => call(listImportErrors, { params: { desk, import: id }, query: { after, most }, signal }),
  })

/** An import as it is now, where it stands and in the list. */
export function showRun(client: QueryClient, desk: string, run: ImportRun): void {
  client.setQueryData(importQuery(desk, run.id).queryKey, run)
  void client.invalidateQueries({ queryKey: importsQuery(desk).queryKey, exact: true })
  void client.invalidateQueries({ queryKey: errorsKey(desk, run.id) })
}

export const upload = (desk: string, id: string, kind: ImportKind, file: File) =>
  sendFile(uploadRegister, { params: { desk, import: id }, query: { kind }, file })

export const startImport = (desk: string, id: string, mode: ImportMode) =>
  call(runImport, { params: { desk, import: id }, body: { mode } })

type Columns = z.input<(typeof mapColumns)['body']>

/** Reading a large file again takes as long as reading it at first. */
const readWithin = 120_000

export const matchColumns = (desk: string, id: string, body: Columns) =>
  call(mapColumns, { params: { desk, import: id }, body, within: readWithin })

export const rememberedQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'import-columns'],
    queryFn: ({ signal }) => call(listRememberedColumns, { params: { desk }, signal }),
  })

/** Forgets what was matched by hand for a kind of file. */
export async function forgetMatches(client: QueryClient, desk: string, kind: ImportKind): Promise<void> {
  await call(forgetColumns, { params: { desk, kind } })
  await client.invalidateQueries({ queryKey: rememberedQuery(desk).queryKey })
}

export const doubtsQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'imports', id, 'doubts'],
    queryFn: ({ signal }) => call(listDoubts, { params: { desk, import: id }, signal }),
  })

/** Says who a row is: a person of the desk, or (`null`) somebody new. */
export const settle = (desk: string, id: string, doubt: string, person: string | null) =>
  call(settleDoubt, { params: { desk, import: id, doubt }, body: { person } })

/** Gives a previewed file back without importing it. */
export const discardFile = (desk: string, id: string) => call(discardImport, { params: { desk, import: id } })
