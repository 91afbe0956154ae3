import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { makeReferralLink, openReferralLink, takeReferralLinkBack } from '#model/referrals/contract-links.ts'
import { call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** Read anew each time: whether the link was opened, and whether its mail went, changes by itself. */
export const linkQuery = (desk: string, referral: string) =>
  queryOptions({
    queryKey: [desk, 'referral-link', referral],
    queryFn: ({ signal }) => call(openReferralLink, { params: { desk, referral }, signal }),
    staleTime: 0,
  })

export function useLinkActs(referral: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, referral }
  const fresh = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing
    await client.invalidateQueries({ queryKey: linkQuery(desk, referral).queryKey })
    void client.invalidateQueries({ queryKey: [desk, 'referrals'] })
    void client.invalidateQueries({ queryKey: [desk, 'cases'] })
    return done
  }
  return {
    /** Answers with the code: it is said this once and kept nowhere, not among what queries remember either. */
    make: async (address: string) => (await fresh(call(makeReferralLink, { params, body: { address } }))).code,
    takeBack: () => fresh(call(takeReferralLinkBack, { params })),
  }
}
