import {
  fetchReferralFile,
  listReferralFiles,
  sendReferralFile,
  takeReferralFileBack,
} from '#model/referrals/contract-files.ts'
import type { At } from '../platform/door.ts'
import { type Route, route } from '../platform/route.ts'
import { referralAt } from './acts.ts'
import { fetchedFile, presentFiles, sendFile, takeFileBack } from './files.ts'
import { idHere } from './store.ts'

const shown = async (at: At, referral: string) => presentFiles(at, await referralAt(at, referral))

export const fileRoutes: Route[] = [
  route(listReferralFiles, (at, { params }) => shown(at, params.referral)),
  route(sendReferralFile, async (at, { params: { referral, file }, bytes, fileName }) => {
    await referralAt(at, referral)
    const said = [referral, fileName, at.vault.tag('file', bytes.toString('base64')).toString('hex')]
    const first = await at.firstTime(file, said, () => shown(at, referral))
    if (first) await sendFile(at, referral, idHere(at, file), { fileName, bytes })
    return shown(at, referral)
  }),
  route(takeReferralFileBack, async (at, { params: { referral, file } }) => {
    await takeFileBack(at, referral, file)
    return shown(at, referral)
  }),
  route(fetchReferralFile, (at, { params: { referral, file } }) => fetchedFile(at, referral, file)),
]
