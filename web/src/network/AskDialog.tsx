import { useState } from 'react'
import { z } from 'zod'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'

type Props = {
  /** The entry says a mail of its own. */
  mailed: boolean
  run: (address: string | null) => Promise<unknown>
  onClose: () => void
}

/** Says what goes out, asks for an address where the entry has none, and sends the question. */
export function AskDialog({ mailed, run, onClose }: Props) {
  const { t } = useText()
  const say = useSay()
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState(false)
  const send = async () => {
    const bad = !mailed && !z.email().safeParse(address.trim()).success
    setWrong(bad)
    // The dialog stays open, and the field says why.
    if (bad) return false
    await run(mailed ? null : address.trim())
    say(t('network.ask-sent'))
    return true
  }
  return (
    <ReasonDialog
      title={t('network.ask')}
      before={t('network.ask-what')}
      action={t('network.ask-send')}
      run={send}
      onClose={onClose}
    >
      {mailed ? (
        <p>{t('network.ask-to-entry')}</p>
      ) : (
        <TextField
          id="address"
          type="email"
          label={t('network.ask-address')}
          help={t('network.ask-address-help')}
          maxLength={254}
          value={address}
          onChange={setAddress}
          error={wrong ? t('network.ask-address-wrong') : undefined}
        />
      )}
    </ReasonDialog>
  )
}
