import { formatInstant } from '#model/calendar.ts'
import { lives } from '#model/network/codes.ts'
import type { Call, Service } from '#model/network/contract.ts'
import { TermsCard } from '../referrals/TermsCard.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { AgreementLine } from './AgreementLine.tsx'
import { AskedCard } from './AskedCard.tsx'
import { fieldsOfChange } from './entry-words.ts'
import { NoteForm } from './NoteForm.tsx'

/** Whom to call, what bodies agreed on, the own note, and what changed. */
export function ServiceAside({ service }: { service: Service }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const who = useWho()
  return (
    <>
      {/* A page that is printed may be handed to a worker: who is called and what was noted stay in the network. */}
      <div className="cards not-on-paper">
        {(service.can.includes('tend') || service.asked) && <AskedCard service={service} />}
        <Card title={t('network.field.calls')}>
          {service.calls.length === 0 && <p className="quiet">{t('network.nobody-to-call')}</p>}
          <ul className="lines">
            {service.calls.map((call) => (
              <CallLine key={`${call.name} ${call.phone}`} call={call} />
            ))}
          </ul>
        </Card>
        <NoteForm key={service.note?.version} service={service} />
      </div>
      {service.desk && <TermsCard serviceId={service.id} />}
      <Card title={t('network.agreements')}>
        {service.agreements.length === 0 && <p className="quiet">{t('network.no-agreements')}</p>}
        <ul className="lines">
          {service.agreements.map((agreement) => (
            <AgreementLine key={agreement.id} agreement={agreement} />
          ))}
        </ul>
      </Card>
      {/* Names of colleagues stand here. */}
      <div className="cards not-on-paper">
        <Card title={t('network.history')}>
          <ul className="lines">
            {service.history.map((change) => (
              <li key={change.id}>
                <div>
                  {codes.one(lives, change.act)}
                  {change.changed.length > 0 &&
                    `: ${[...new Set(change.changed.map((field) => t(`network.field.${fieldsOfChange(field)[0]}`)))].join(', ')}`}
                  <small>
                    {[formatInstant(change.at, lang), change.by === null ? change.desk.name : who(change.by)]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}

function CallLine({ call }: { call: Call }) {
  return (
    <li>
      <div>
        <strong>{call.name}</strong>
        {call.part && <small>{call.part}</small>}
        {call.phone && (
          <small>
            <a href={`tel:${call.phone.replace(/[^\d+]/g, '')}`}>{call.phone}</a>
          </small>
        )}
        {call.mail && (
          <small>
            <a href={`mailto:${encodeURIComponent(call.mail)}`}>{call.mail}</a>
          </small>
        )}
      </div>
    </li>
  )
}
