import { useState } from 'react'
import { formatDate } from '#model/calendar.ts'
import { type Ground, openSignature } from '#model/grounds/contract.ts'
import { addressOf } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/text.tsx'

type Show = 'no' | 'yes' | 'failed'

/** The image of a signature, fetched when somebody wants to see it: each look stands in the register of accesses. */
export function SignatureImage({ ground, personId }: { ground: Ground; personId: string }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const [show, setShow] = useState<Show>('no')
  const day = formatDate(ground.fromDay, lang)
  return (
    <div className="signature-acts">
      {show === 'yes' && (
        <img
          className="signature-image personal"
          alt={t('grounds.signature-of', { day })}
          src={addressOf(openSignature, { desk: desk.code, person: personId, ground: ground.id }, {})}
          onError={() => setShow('failed')}
        />
      )}
      {show === 'failed' && <p role="alert">{t('grounds.signature-away')}</p>}
      <Button
        small
        icon={show === 'yes' ? 'hide' : 'eye'}
        aria-expanded={show === 'yes'}
        onClick={() => setShow(show === 'yes' ? 'no' : 'yes')}
      >
        {t(show === 'yes' ? 'grounds.signature-hide' : 'grounds.signature-show')}
      </Button>
    </div>
  )
}
