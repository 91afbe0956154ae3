import type { ReactNode } from 'react'
import { agreementKinds } from '#model/network/codes.ts'
import type { Agreement } from '#model/network/contract.ts'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'

/** An agreement: since when, until when, and what each body does. */
export function AgreementLine({ agreement, action }: { agreement: Agreement; action?: ReactNode }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const from = shortDate(agreement.from, lang)
  return (
    <li>
      <div>
        <strong>{agreement.title}</strong>
        <small>
          {codes.one(agreementKinds, agreement.kind)} ·{' '}
          {agreement.until
            ? t('network.from-until', { from, until: shortDate(agreement.until, lang) })
            : t('network.since', { from })}
        </small>
        {agreement.parties.map(({ organisation, does }) => (
          <small key={organisation.id}>
            {organisation.name}
            {does && `: ${does}`}
          </small>
        ))}
      </div>
      {action}
    </li>
  )
}
