import { useRef, useState } from 'react'
import type { NewSignature } from '#model/grounds/signature.ts'
import { Button } from '../ui/Button.tsx'
import { GroupFrame } from '../ui/FieldFrame.tsx'
import { useText } from '../ui/text.tsx'
import { SignaturePad } from './SignaturePad.tsx'
import { imageOfFile } from './signature-file.ts'

type Props = {
  value: NewSignature | null
  onChange: (value: NewSignature | null) => void
  optional?: boolean
  error?: string | undefined
}

/** A signature drawn here, or a photo or scan of one: the file is the way for who does not draw. */
export function SignatureField({ value, onChange, optional, error }: Props) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [round, setRound] = useState(0)
  const [unread, setUnread] = useState(false)
  const empty = () => {
    setUnread(false)
    setRound((before) => before + 1)
    onChange(null)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    const image = await imageOfFile(file)
    setUnread(image === null)
    if (image !== null) onChange({ kind: 'photo', image })
  }
  return (
    <GroupFrame
      id="signature"
      label={t('grounds.signature')}
      help={t('grounds.signature-help')}
      {...(optional && { optional })}
      error={unread ? t('grounds.signature-unread') : error}
    >
      {value?.kind === 'photo' ? (
        <img
          className="signature-image personal"
          alt={t('grounds.signature-chosen')}
          src={`data:image/jpeg;base64,${value.image}`}
        />
      ) : (
        <SignaturePad
          key={round}
          name={t('grounds.signature-pad')}
          onStroke={(image) => onChange({ kind: 'drawn', image })}
        />
      )}
      <div className="signature-acts">
        <Button small icon="import" onClick={() => input.current?.click()}>
          {t('grounds.signature-file')}
        </Button>
        {value && (
          <Button small icon="undo" onClick={empty}>
            {t('grounds.signature-empty')}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        className="visually-hidden"
        aria-label={t('grounds.signature-file')}
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
    </GroupFrame>
  )
}
