import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  fetchReferralFile,
  listReferralFiles,
  type ReferralFiles,
  sendReferralFile,
  takeReferralFileBack,
} from '#model/referrals/contract-files.ts'
import { addressOf, call, sendFile } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

/** What was sent arrives a moment later: until it is there the page asks again, and not for ever. */
export const filesQuery = (desk: string, referral: string) =>
  queryOptions({
    queryKey: [desk, 'referrals', referral, 'files'],
    queryFn: ({ signal }) => call(listReferralFiles, { params: { desk, referral }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && dataUpdateCount < 12 && data.rows.some(({ state }) => state !== 'arrived') ? 1_500 : false,
  })

/** Each answers how it stands then. */
export function useFileActs(referral: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const { queryKey } = filesQuery(desk, referral)
  const shown = (files: ReferralFiles) => client.setQueryData(queryKey, files)
  /** What was refused may have changed meanwhile. */
  const then = (doing: Promise<ReferralFiles>) =>
    doing.then(shown, (error) => {
      void client.invalidateQueries({ queryKey })
      throw error
    })
  return {
    send: (id: string, file: File) => then(sendFile(sendReferralFile, { params: { desk, referral, file: id }, file })),
    takeBack: (id: string) => then(call(takeReferralFileBack, { params: { desk, referral, file: id } })),
    address: (id: string) => addressOf(fetchReferralFile, { desk, referral, file: id }, {}),
  }
}
