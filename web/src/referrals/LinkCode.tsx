import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/text.tsx'

/** The code that opens a link, shown once: which number to call and what to say stand beside it. */
export function LinkCode({ code, phone, onDone }: { code: string; phone: string | null; onDone: () => void }) {
  const { t } = useText()
  return (
    <div role="status">
      <p>{t('referral-link.code-once')}</p>
      <p>
        <strong className="personal">{`${code.slice(0, 4)} ${code.slice(4)}`}</strong>
      </p>
      <p>
        {phone === null ? (
          t('referral-link.no-phone')
        ) : (
          <>
            {t('referral-link.phone')} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
          </>
        )}
      </p>
      <p>{t('referral-link.code-say')}</p>
      <p className="inline">
        <Button small onClick={onDone}>
          {t('referral-link.code-said')}
        </Button>
      </p>
    </div>
  )
}
