import { queryOptions } from '@tanstack/react-query'
import { exportReturn, listProgrammes, openReturn, openYear } from '#model/monitoring/contract.ts'
import { addressOf, call } from '../call.ts'

export type Period = { from?: string | undefined; to?: string | undefined; programme?: string | undefined }

export const programmesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'programmes'],
    queryFn: ({ signal }) => call(listProgrammes, { params: { desk }, signal }),
    staleTime: 10 * 60_000,
  })

export const returnQuery = (desk: string, period: Period) =>
  queryOptions({
    queryKey: [desk, 'return', period],
    queryFn: ({ signal }) => call(openReturn, { params: { desk }, query: period, signal }),
    placeholderData: (before) => before,
  })

export const yearQuery = (desk: string, year: number) =>
  queryOptions({
    queryKey: [desk, 'year', year],
    queryFn: ({ signal }) => call(openYear, { params: { desk }, query: { year }, signal }),
    placeholderData: (before) => before,
  })

export const returnFile = (desk: string, period: Period, as: 'csv' | 'xlsx', language: 'it' | 'en'): string =>
  addressOf(exportReturn, { desk }, { ...period, as, language })
