import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meetsIn } from '#model/referrals/appointments.ts'
import type { Appointment } from '#model/referrals/contract-appointments.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { wasErased } from '#model/referrals/rules.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { AppointmentForm } from './AppointmentForm.tsx'
import { AppointmentWhen } from './AppointmentWhen.tsx'
import { appointmentQuery, useAppointmentActs } from './appointment-queries.ts'

/** When the person is expected: proposed by one desk, confirmed by the other. Nothing before a yes. */
export function AppointmentCard({ referral }: { referral: Pick<Referral, 'id' | 'state' | 'timeline'> }) {
  const { t } = useText()
  const desk = useDesk()
  const meets = meetsIn(referral.state)
  const isStopped = referral.state === 'withdrawn' || referral.state === 'interrupted'
  const { data } = useQuery({ ...appointmentQuery(desk.code, referral.id), enabled: meets || isStopped })
  if (!data || !(meets || isStopped)) return null
  const last = data.steps.at(-1)?.act
  if (isStopped)
    return last === 'propose' || last === 'confirm' ? (
      <Notice tone="amber" title={t('appointments.stopped')}>
        <p>{t('appointments.stopped-text')}</p>
      </Notice>
    ) : null
  return (
    <Card title={t('appointments.one')}>
      <Standing id={referral.id} appointment={data} isErased={wasErased(referral.timeline)} />
      <Steps steps={data.steps} />
    </Card>
  )
}

function Standing({ id, appointment, isErased }: { id: string; appointment: Appointment; isErased: boolean }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs(id)
  const asked = useAskedDraft()
  const [proposing, setProposing] = useState(asked?.kind === 'appointment')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { state, own, words, can, no } = appointment
  const stands = state === 'proposed' || state === 'confirmed'
  const run = async (act: 'confirm' | 'cancel') => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    await acts[act](no)
      .then(() => say(t(`appointments.said.${act}`)))
      .catch(setFailed)
    setBusy(false)
  }
  return (
    <>
      {!stands && (
        <p className="quiet">
          {t(`appointments.${state !== 'cancelled' ? 'none' : isErased ? 'cancelled-last' : 'cancelled'}`)}
        </p>
      )}
      {stands && !words && <p className="quiet">{t(isErased ? 'appointments.erased' : 'appointments.on-its-way')}</p>}
      {stands && words && (
        <>
          <p>
            <strong>
              <AppointmentWhen words={words} />
            </strong>{' '}
            <AppointmentChip state={state} own={own} />
          </p>
          <p className="wording personal">{[words.place, words.with].filter(Boolean).join(' · ')}</p>
        </>
      )}
      {failed !== null && <Failure error={failed} />}
      {proposing ? (
        <AppointmentForm id={id} appointment={appointment} onDone={() => setProposing(false)} />
      ) : (
        <p className="inline not-on-paper">
          {can.includes('confirm') && (
            <Button look="primary" icon="check" busy={busy} onClick={() => void run('confirm')}>
              {t('appointments.do.confirm')}
            </Button>
          )}
          {can.includes('propose') && (
            <Button icon="calendar" onClick={() => setProposing(true)}>
              {t(stands ? 'appointments.do.change' : 'appointments.do.propose')}
            </Button>
          )}
          {can.includes('cancel') && (
            <Button busy={busy} onClick={() => void run('cancel')}>
              {t('appointments.do.cancel')}
            </Button>
          )}
        </p>
      )}
    </>
  )
}

function AppointmentChip({ state, own }: Pick<Appointment, 'state' | 'own'>) {
  const { t } = useText()
  if (state === 'confirmed')
    return (
      <Chip icon="check" tone="green">
        {t('appointments.state.confirmed')}
      </Chip>
    )
  return (
    <Chip icon="clock" tone="amber">
      {t(own ? 'appointments.state.own' : 'appointments.state.theirs')}
    </Chip>
  )
}

/** How it came about, the last first. Of the other desk nobody is named. */
function Steps({ steps }: Pick<Appointment, 'steps'>) {
  const { t, lang } = useText()
  const who = useWho()
  return (
    <ul className="lines">
      {steps.toReversed().map(({ no, act, at, desk, by }) => (
        <li key={no}>
          <div>
            {t(`appointments.act.${act}`)}
            <small>{[shortInstant(at, lang), desk.name, by && who(by)].filter(Boolean).join(' · ')}</small>
          </div>
        </li>
      ))}
    </ul>
  )
}
