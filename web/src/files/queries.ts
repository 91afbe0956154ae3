import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  beginFile,
  dropFile,
  endFile,
  fetchKeptFile,
  type KeptFiles,
  listKeptFiles,
  openCustody,
  sendFilePart,
  takeFileBack,
} from '#model/files/contract.ts'
import { addressOf, call, fetchBytes, sendFile } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** The files of a case. What waits to be checked is looked for again, and not for ever. */
export const filesQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'files', id],
    queryFn: ({ signal }) => call(listKeptFiles, { params: { desk, case: id }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && dataUpdateCount < 20 && data.rows.some(({ state }) => state === 'waiting') ? 2_000 : false,
  })

/** What was done with a file: as it is at this moment. */
export const custodyQuery = (desk: string, id: string, keptFile: string) =>
  queryOptions({
    queryKey: [desk, 'files', id, keptFile],
    queryFn: ({ signal }) => call(openCustody, { params: { desk, case: id, keptFile }, signal }),
    staleTime: 0,
  })

/** Each writing answers with how the files stand then. */
export function useFileActs(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const of = { desk, case: id }
  const { queryKey } = filesQuery(desk, id)
  const shown = (files: KeptFiles) => {
    client.setQueryData(queryKey, files)
    void client.invalidateQueries({ queryKey: caseQuery(desk, id).queryKey })
    return files
  }
  return {
    /** As they stand at this moment. */
    fresh: () => client.fetchQuery({ ...filesQuery(desk, id), staleTime: 0 }),
    again: () => client.invalidateQueries({ queryKey }),
    begin: async (body: z.input<typeof beginFile.body>, signal: AbortSignal) =>
      shown(await call(beginFile, { params: of, body, signal })),
    part: (keptFile: string, no: number, bytes: Blob, signal: AbortSignal) =>
      sendFile(sendFilePart, { params: { ...of, keptFile, no }, file: new File([bytes], 'part'), signal }),
    end: async (keptFile: string, signal: AbortSignal) =>
      shown(await call(endFile, { params: { ...of, keptFile }, signal })),
    drop: async (keptFile: string) => shown(await call(dropFile, { params: { ...of, keptFile } })),
    takeBack: async (keptFile: string, reason: string) =>
      shown(await call(takeFileBack, { params: { ...of, keptFile }, body: { reason } })),
    bytes: (keptFile: string, signal?: AbortSignal) =>
      fetchBytes(fetchKeptFile, { params: { ...of, keptFile }, ...(signal && { signal }) }),
    address: (keptFile: string) => addressOf(fetchKeptFile, { ...of, keptFile }, {}),
  }
}
