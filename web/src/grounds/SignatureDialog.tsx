import { useState } from 'react'
import type { NewSignature } from '#model/grounds/signature.ts'
import { useDesk } from '../identity/desk.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useLedgerActs } from './queries.ts'
import { SignatureField } from './SignatureField.tsx'

type Props = { personId: string; ground: string; onClose: () => void }

/** Adds the image of a signature to a ground that was given by one. */
export function SignatureDialog({ personId, ground, onClose }: Props) {
  const { t } = useText()
  const say = useSay()
  const acts = useLedgerActs(useDesk().code, personId)
  const [signature, setSignature] = useState<NewSignature | null>(null)
  const [missing, setMissing] = useState(false)
  return (
    <ReasonDialog
      title={t('grounds.sign')}
      before={t('grounds.sign-before')}
      action={t('grounds.sign-do')}
      run={async () => {
        setMissing(signature === null)
        if (!signature) return false
        await acts.sign(ground, signature)
        return say(t('grounds.signed'))
      }}
      onClose={onClose}
    >
      <SignatureField
        value={signature}
        onChange={(next) => {
          setMissing(false)
          setSignature(next)
        }}
        error={missing ? t('grounds.signature-missing') : undefined}
      />
    </ReasonDialog>
  )
}
