import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { Service } from '#model/network/contract.ts'
import type { Asked } from '#model/network/contract-links.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { AskDialog } from './AskDialog.tsx'
import { useNetworkActs } from './queries.ts'

/** Whether the provider was asked by mail if the entry is still true, and what came of it. */
export function AskedCard({ service }: { service: Service }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useNetworkActs()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { asked } = service
  const takeBack = () =>
    acts
      .takeBack(service.id)
      .then(() => say(t('network.taken-back')))
      .catch(setFailed)
  return (
    <Card title={t('network.asked')}>
      {asked ? <Answered asked={asked} /> : <p className="quiet">{t('network.ask-never')}</p>}
      {failed !== null && <Failure error={failed} />}
      {service.state === 'live' && (
        <p className="inline">
          <Button small onClick={() => setAsking(true)}>
            {t(asked?.state === 'waiting' ? 'network.ask-again' : 'network.ask')}
          </Button>
          {asked?.state === 'waiting' && (
            <Button small look="plain" onClick={() => void takeBack()}>
              {t('network.take-back')}
            </Button>
          )}
        </p>
      )}
      {asking && (
        <AskDialog
          mailed={service.mailed}
          onClose={() => setAsking(false)}
          run={(address) => acts.ask(service.id, address, asked !== null && desk.may('service.approve'))}
        />
      )}
    </Card>
  )
}

function Answered({ asked }: { asked: Asked }) {
  const { t, lang } = useText()
  const at = formatInstant(asked.at, lang)
  return (
    <>
      <p>{asked.by === null ? t('network.asked-on', { at }) : t('network.asked-by', { at, by: asked.by })}</p>
      {asked.answer && asked.answeredAt ? (
        <p>{t(`network.asked.${asked.answer}`, { at: formatInstant(asked.answeredAt, lang) })}</p>
      ) : (
        <p>{t(`network.asked.${asked.state}`, { ends: formatInstant(asked.endsAt, lang) })}</p>
      )}
      {asked.state === 'waiting' && <p>{t(`network.asked-mail.${asked.mail.state}`)}</p>}
      {asked.words !== null && <p className="prose">{asked.words}</p>}
      {asked.answer === 'changed' && <p>{t(asked.open ? 'network.asked-open' : 'network.asked-settled')}</p>}
    </>
  )
}
