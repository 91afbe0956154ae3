import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  askToCloseCase,
  assignFollower,
  type CaseFile,
  closeCase,
  correctCase,
  deliverService,
  type FollowerRole,
  listCases,
  openCase,
  releaseFollower,
  reopenCase,
  withdrawService,
} from '#model/cases/contract.ts'
import { openToday } from '#model/cases/contract-today.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'

export type CaseSearch = z.input<typeof listCases.query>

export const casesQuery = (desk: string, query: CaseSearch) =>
  queryOptions({
    queryKey: [desk, 'cases', 'list', query],
    queryFn: ({ signal }) => call(listCases, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

/** The whole case in one request. */
export const caseQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'cases', id],
    queryFn: ({ signal }) => call(openCase, { params: { desk, case: id }, signal }),
  })

export const todayQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'cases', 'today'],
    queryFn: ({ signal }) => call(openToday, { params: { desk }, signal }),
  })

/** Why nothing can be written on this day of the case, as a message key. */
export const wrongDayOf = (day: string, file: Pick<CaseFile, 'openedOn'>): string | undefined =>
  day > todayHere() ? 'field.future' : day < file.openedOn ? 'field.before-opening' : undefined

/** A colleague closed the case while something was being written in it. */
const isClosedMeanwhile = (error: unknown): boolean => error instanceof CallError && error.reason === 'case-closed'

/** What holds for every write in a case: that it was closed meanwhile is said, and what shows the case is painted anew. */
export function useCaseWrites(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const say = useSay()
  const { t } = useText()
  const again = () => client.invalidateQueries({ queryKey: caseQuery(desk, id).queryKey })
  return {
    watched: <Answer>(doing: Promise<Answer>): Promise<Answer> =>
      doing.catch((error) => {
        if (isClosedMeanwhile(error)) {
          // The page shows the case as it is now, and with it goes the form that would have said why.
          say(t('problem.reason.case-closed'), { bad: true })
          void again()
        }
        throw error
      }),
    again,
    changed: () => {
      void client.invalidateQueries({ queryKey: [desk, 'cases', 'list'] })
      void client.invalidateQueries({ queryKey: todayQuery(desk).queryKey })
    },
  }
}

/** Everything that can be done with a case: each answers the case as it is then, and the page repaints from it. */
export function useCaseActs(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const { watched, again, changed } = useCaseWrites(id)
  const params = { desk, case: id }
  const then = async (doing: Promise<CaseFile>): Promise<CaseFile> => {
    const file = await watched(doing)
    // What was done answers without the timeline: the one that stands there stays until the case is opened anew.
    client.setQueryData(caseQuery(desk, id).queryKey, (old) => ({ ...old, ...file }))
    changed()
    return file
  }
  return {
    reload: again,
    correct: (body: z.input<typeof correctCase.body>) => then(call(correctCase, { params, body })),
    assign: (account: string, role: FollowerRole) =>
      then(call(assignFollower, { params: { ...params, account }, body: { role } })),
    release: (account: string) => then(call(releaseFollower, { params: { ...params, account } })),
    deliver: (body: z.input<typeof deliverService.body>) => then(call(deliverService, { params, body })),
    withdraw: (service: string) => then(call(withdrawService, { params: { ...params, service } })),
    close: (body: z.input<typeof closeCase.body>) =>
      then(call(closeCase, { params, body })).finally(() => void again()),
    askToClose: (body: z.input<typeof askToCloseCase.body>) =>
      then(call(askToCloseCase, { params, body })).finally(() => void client.invalidateQueries({ queryKey: [desk] })),
    reopen: (body: z.input<typeof reopenCase.body>) =>
      then(call(reopenCase, { params, body })).finally(() => void again()),
  }
}
