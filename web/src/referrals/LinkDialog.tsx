import { useState } from 'react'
import { z } from 'zod'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

type Props = { address: string; run: (address: string) => Promise<unknown>; onClose: () => void }

/** Says what goes out and what does not, and asks where to. */
export function LinkDialog({ address: known, run, onClose }: Props) {
  const { t } = useText()
  const [address, setAddress] = useState(known)
  const [wrong, setWrong] = useState(false)
  const send = async () => {
    const bad = !z.email().safeParse(address.trim()).success
    setWrong(bad)
    // The dialog stays open, and the field says why.
    return bad ? false : run(address.trim())
  }
  return (
    <ReasonDialog
      title={t('referral-link.make')}
      before={t('referral-link.what')}
      action={t('referral-link.send')}
      run={send}
      onClose={onClose}
    >
      <TextField
        id="link-address"
        type="email"
        label={t('referral-link.address')}
        help={t('referral-link.address-help')}
        maxLength={254}
        value={address}
        onChange={setAddress}
        error={wrong ? t('referral-link.address-wrong') : undefined}
      />
    </ReasonDialog>
  )
}
