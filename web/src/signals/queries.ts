import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  handleSignal,
  listSentSignals,
  listSignals,
  listSignalTargets,
  openSignal,
  Signal,
  sendSignal,
} from '#model/signals/contract.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const signalTargetsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'signals', 'targets'],
    queryFn: ({ signal }) => call(listSignalTargets, { params: { desk }, signal }),
  })

type Wish = z.input<typeof listSignals.query>

export const signalsQuery = (desk: string, query: Wish) =>
  queryOptions({
    queryKey: [desk, 'signals', 'list', query],
    queryFn: ({ signal }) => call(listSignals, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const sentSignalsQuery = (desk: string, query: Wish) =>
  queryOptions({
    queryKey: [desk, 'signals', 'sent', query],
    queryFn: ({ signal }) => call(listSentSignals, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

export const signalQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'signals', id],
    queryFn: ({ signal }) => call(openSignal, { params: { desk, signal: id }, signal }),
  })

/** Sending and handling; whatever comes of it, the lists are read anew, and a colleague who was first is shown at once. */
export function useSignalActs() {
  const { code: desk } = useDesk()
  const client = useQueryClient()
  const shown = (one: Signal) => client.setQueryData(signalQuery(desk, one.id).queryKey, one)
  return {
    async send(body: z.input<typeof sendSignal.body>) {
      const line = await call(sendSignal, { params: { desk }, body })
      void client.invalidateQueries({ queryKey: [desk, 'signals'] })
      return line
    },
    async handle(
      { id, version }: Signal,
      act: z.input<typeof handleSignal.body>['act'],
      reason: Signal['reason'] = null,
    ) {
      try {
        shown(await call(handleSignal, { params: { desk, signal: id }, body: { version, act, reason } }))
      } catch (error) {
        const now = error instanceof CallError && error.code === 'moved-on' ? Signal.safeParse(error.current) : null
        if (now?.success) shown(now.data)
        throw error
      } finally {
        void client.invalidateQueries({ queryKey: [desk, 'signals', 'list'] })
      }
    },
  }
}
