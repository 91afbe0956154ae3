import { useState } from 'react'
import {
  DeclineReason,
  InterruptReason,
  type ReferralAct,
  ReferralOutcome,
  type ReferralState,
} from '#model/referrals/contract.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { wasErased } from '#model/referrals/rules.ts'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useReferralActs } from './queries.ts'

export type Asked = Extract<ReferralAct, 'decline' | 'interrupt' | 'finish' | 'withdraw'>

const choices = {
  decline: DeclineReason.options,
  interrupt: InterruptReason.options,
  finish: ReferralOutcome.options,
} as const

/** Says what follows, asks why or with what outcome, and does it. What was typed stays if somebody else was first. */
export function ActDialog({ act, referral, onClose }: { act: Asked; referral: Referral; onClose: () => void }) {
  const { t } = useText()
  const acts = useReferralActs(referral)
  const [choice, setChoice] = useState('')
  const [missing, setMissing] = useState(false)
  // The state in which it was opened: what is said before does not change under the eyes.
  const [state] = useState<ReferralState>(referral.state)
  const asks = act === 'withdraw' ? null : act
  const isMute = wasErased(referral.timeline)
  const run = async (words: string) => {
    if (act === 'withdraw') return acts.withdraw()
    setMissing(choice === '')
    if (choice === '') return false
    if (act === 'decline') return acts.decline({ reason: choice as DeclineReason, words })
    if (act === 'interrupt') return acts.interrupt({ reason: choice as InterruptReason, words })
    return acts.finish({ outcome: choice as ReferralOutcome, words })
  }
  return (
    <ReasonDialog
      title={t(act === 'withdraw' && state === 'draft' ? 'referrals.discard' : `referrals.do.${act}`)}
      before={t(
        isMute && asks
          ? 'referrals.erased-mute'
          : act === 'withdraw' && state === 'draft'
            ? 'referrals.discard-before'
            : `referrals.before.${act}`,
      )}
      action={t(act === 'withdraw' && state === 'draft' ? 'referrals.discard' : `referrals.do.${act}`)}
      run={run}
      onClose={onClose}
      {...(asks && !isMute && { label: t('referrals.words') })}
    >
      {asks && (
        <ChoiceField
          id="why"
          label={t(`referrals.ask.${asks}`)}
          value={choice}
          onChange={(next) => {
            setMissing(false)
            setChoice(next)
          }}
          error={missing ? t('field.missing') : undefined}
          options={choices[asks].map((value) => ({ value, label: t(`referrals.${asks}.${value}`) }))}
        />
      )}
    </ReasonDialog>
  )
}
