import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  acceptReferral,
  askToSendReferral,
  beginReferral,
  changeReferral,
  declineReferral,
  draftReferral,
  finishReferral,
  interruptReferral,
  listReferrals,
  lookAtReferral,
  openReferral,
  openTerms,
  previewReferral,
  searchReferrals,
  seeReferral,
  sendReferral,
  setTerms,
  takeOverReferral,
  withdrawReferral,
  writeMessage,
} from '#model/referrals/contract-acts.ts'
import { Referral } from '#model/referrals/contract-shown.ts'
import { listUnarranged } from '#model/referrals/contract-unarranged.ts'
import { inTwoStages } from '#model/referrals/scopes.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export type ReferralSearch = z.input<typeof listReferrals.query>

export const referralsQuery = (desk: string, query: ReferralSearch) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'list', query],
    queryFn: ({ signal }) => call(listReferrals, { params: { desk }, query, signal }),
    placeholderData: (before) => before,
  })

/** What is searched goes by POST and is forgotten with the page. */
export const referralSearchQuery = (desk: string, way: 'in' | 'out', text: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'list', 'search', way, text],
    queryFn: ({ signal }) => call(searchReferrals, { params: { desk }, body: { way, text }, signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  })

/** What was sent, or what follows a yes, comes a moment later: until it is there the page asks again, and not for ever. */
const comesStill = ({ state, sentAt, deliveredAt, side, snapshot, timeline }: Referral): boolean =>
  (state === 'sent' && sentAt !== null && deliveredAt === null) ||
  (side === 'receiver' &&
    state === 'accepted' &&
    Object.keys(inTwoStages(snapshot).second).length === 0 &&
    !timeline.some(({ act }) => act === 'withhold'))

export const referralQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', id],
    queryFn: ({ signal }) => call(openReferral, { params: { desk, referral: id }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && dataUpdateCount < 12 && comesStill(data) ? 1_500 : false,
  })

/** With which bodies something has to be arranged before drafts can be sent. */
export const unarrangedQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'unarranged'],
    queryFn: ({ signal }) => call(listUnarranged, { params: { desk }, signal }),
  })

/** From the records as they are now: never from memory. */
export const previewQuery = (desk: string, id: string, version: number) =>
  queryOptions({
    queryKey: [desk, 'referrals', id, 'preview', version],
    queryFn: ({ signal }) => call(previewReferral, { params: { desk, referral: id }, signal }),
    staleTime: 0,
  })

export const termsQuery = (desk: string, service: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', 'terms', service],
    queryFn: ({ signal }) => call(openTerms, { params: { desk, entry: service }, signal }),
  })

export const saveTerms = (desk: string, service: string, body: z.input<typeof setTerms.body>) =>
  call(setTerms, { params: { desk, entry: service }, body })

/** Makes a referral out of what was typed; its id is the draft's, so that a second try makes no second one. */
export const makeReferral = (desk: string, caseId: string, body: z.input<typeof draftReferral.body>) =>
  call(draftReferral, { params: { desk, case: caseId }, body })

type Body<E extends { body: z.ZodType }> = Omit<z.input<E['body']>, 'version'>

/** Says that somebody of the desk has looked at what came until then. */
export const lookAt = (desk: string, id: string, until: string) =>
  call(lookAtReferral, { params: { desk, referral: id }, body: { until } })

/** Everything that can be done with a referral: each answers it as it is then, also where somebody else was first. */
export function useReferralActs({ id, version }: Pick<Referral, 'id' | 'version'>) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, referral: id }
  const shown = (referral: Referral) => {
    client.setQueryData(referralQuery(desk, id).queryKey, referral)
    void client.invalidateQueries({ queryKey: [desk, 'referrals', 'list'] })
    void client.invalidateQueries({ queryKey: [desk, 'cases'] })
  }
  const then = async (doing: Promise<Referral>): Promise<Referral> => {
    try {
      const referral = await doing
      shown(referral)
      return referral
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Referral.safeParse(error.current) : null
      if (now?.success) shown(now.data)
      throw error
    }
  }
  return {
    send: (mark: string) => then(call(sendReferral, { params, body: { version, shown: mark } })),
    askToSend: (body: Body<typeof askToSendReferral>) =>
      then(call(askToSendReferral, { params, body: { ...body, version } })).finally(
        () => void client.invalidateQueries({ queryKey: [desk, 'team'] }),
      ),
    change: (body: Body<typeof changeReferral>, of = version) =>
      then(call(changeReferral, { params, body: { ...body, version: of } as z.input<typeof changeReferral.body> })),
    see: () => then(call(seeReferral, { params, body: { version } })),
    accept: () => then(call(acceptReferral, { params, body: { version } })),
    takeOver: (body: Body<typeof takeOverReferral>) =>
      then(call(takeOverReferral, { params, body: { ...body, version } as z.input<typeof takeOverReferral.body> })),
    begin: () => then(call(beginReferral, { params, body: { version } })),
    withdraw: () => then(call(withdrawReferral, { params, body: { version } })),
    decline: (body: Body<typeof declineReferral>) =>
      then(call(declineReferral, { params, body: { ...body, version } })),
    finish: (body: Body<typeof finishReferral>) => then(call(finishReferral, { params, body: { ...body, version } })),
    interrupt: (body: Body<typeof interruptReferral>) =>
      then(call(interruptReferral, { params, body: { ...body, version } })),
    write: (body: z.input<typeof writeMessage.body>) => then(call(writeMessage, { params, body })),
  }
}
