import { meetsIn } from './appointments.ts'
import type { ReferralState } from './contract.ts'
import { MOST_FILES } from './contract-files.ts'

type Refusal = 'file-not-now' | 'file-needs-desk' | 'file-too-many'

/** Why a side may not send one more file, or `null`. Before a yes nothing goes that tells who it is. */
export function fileRefusal(referral: { state: ReferralState; byLink: boolean }, sent: number): Refusal | null {
  if (referral.byLink) return 'file-needs-desk'
  if (!meetsIn(referral.state)) return 'file-not-now'
  return sent >= MOST_FILES ? 'file-too-many' : null
}
