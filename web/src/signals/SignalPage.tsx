import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { languages } from '#model/codes/languages.ts'
import { type SignalRefusal, signalRefusals, signalSubjects } from '#model/codes/signal-subjects.ts'
import type { Signal } from '#model/signals/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { signalQuery, useSignalActs } from './queries.ts'
import { SignalChip, UrgentSignal } from './SignalChip.tsx'

/** A signal that came in: what was told, and what the desk does with it. The antenna sees the state alone. */
export function SignalPage() {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/segnalazioni/$id' })
  const query = useQuery(signalQuery(desk.code, id))
  const acts = useSignalActs()
  const say = useSay()
  const [declining, setDeclining] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const one = query.data
  const step = (['see', 'take', 'close'] as const).find((act) => one?.can.includes(act))
  const run = async (signal: Signal, act: 'see' | 'take' | 'close') => {
    setFailed(null)
    await acts
      .handle(signal, act)
      .then(() => say(t(`signals.said.${act}`)))
      .catch(setFailed)
  }
  return (
    <Page
      title={one ? codes.one(signalSubjects, one.fields.subject) : t('signals.one')}
      tab={t('signals.one')}
      chips={
        one && (
          <>
            <SignalChip state={one.state} />
            <UrgentSignal urgent={one.urgent} />
          </>
        )
      }
      action={
        one &&
        step && (
          <Button look="primary" onClick={() => void run(one, step)}>
            {t(`signals.do.${step}`)}
          </Button>
        )
      }
      menu={[
        ...(one?.can.includes('decline') ? [{ label: t('signals.do.decline'), run: () => setDeclining(true) }] : []),
        { label: t('ui.print'), icon: 'print' as const, run: () => print() },
      ]}
      facts={
        one && [
          { label: t('signals.from'), value: one.fromDesk.name },
          { label: t('signals.sent-by'), value: one.sentBy },
          { label: t('signals.sent-at'), value: formatInstant(one.sentAt, lang) },
          ...(one.handledBy ? [{ label: t('signals.handled-by'), value: one.handledBy }] : []),
          ...(one.reason ? [{ label: t('signals.why'), value: codes.one(signalRefusals, one.reason) }] : []),
        ]
      }
    >
      {failed !== null && <Failure error={failed} />}
      <QueryState query={query} rows={6} />
      {one && <Told one={one} />}
      {one?.state === 'taken' && desk.may('contact.write') && (
        <p>
          <Link className="btn btn-outline-primary" to="/$desk/contatti/nuovo" params={{ desk: desk.code }}>
            {t('signals.log-contact')}
          </Link>
        </p>
      )}
      {one && declining && <Declining one={one} onClose={() => setDeclining(false)} />}
    </Page>
  )
}

function Told({ one: { fields } }: { one: Signal }) {
  const { t } = useText()
  const codes = useCodes()
  const lines: [string, string, boolean?][] = [
    ['about', `${t(`signals.about.${fields.about}`)}${fields.people ? `, ${fields.people}` : ''}`],
    ['agreed', t(`signals.agreed.${fields.agreed}`)],
    ['place', fields.place],
    ['language', codes.one(languages, fields.language)],
    ['name', fields.name, true],
    ['phone', fields.phone, true],
    ['safely', fields.safely, true],
    ['askBack', fields.askBack],
  ]
  return (
    <Card title={t('signals.what')}>
      <p className="prose personal">{fields.text}</p>
      <dl className="facts facts-wide">
        {lines
          .filter(([, value]) => value)
          .map(([field, value, personal]) => (
            <div key={field}>
              <dt>{t(`signals.${field}`)}</dt>
              <dd className={personal ? 'personal' : undefined}>{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}

function Declining({ one, onClose }: { one: Signal; onClose: () => void }) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useSignalActs()
  const [reason, setReason] = useState<SignalRefusal>('not-reached')
  return (
    <ReasonDialog
      title={t('signals.do.decline')}
      before={t('signals.decline-before')}
      action={t('signals.do.decline')}
      run={async () => {
        await acts.handle(one, 'decline', reason)
        say(t('signals.said.decline'))
      }}
      onClose={onClose}
    >
      <ChoiceField
        id="reason"
        label={t('signals.why')}
        value={reason}
        onChange={(next) => setReason(next as SignalRefusal)}
        options={codes.options(signalRefusals)}
      />
    </ReasonDialog>
  )
}
