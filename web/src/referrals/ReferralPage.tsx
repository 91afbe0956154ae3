import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { needs } from '#model/codes/needs.ts'
import { meetsIn } from '#model/referrals/appointments.ts'
import type { ReferralAct } from '#model/referrals/contract.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { inTwoStages, isHidden } from '#model/referrals/scopes.ts'
import { ReferralConferences } from '../conferences/ReferralConferences.tsx'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { CaseApprovals } from '../team/CaseApprovals.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { Card, type Fact, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { AppointmentCard } from './AppointmentCard.tsx'
import { AppointmentWhen } from './AppointmentWhen.tsx'
import { appointmentQuery } from './appointment-queries.ts'
import { isByLink, LinkCard } from './LinkCard.tsx'
import { referralQuery, useReferralActs } from './queries.ts'
import { DueChip, KindChip, ReferralChip, UrgentChip } from './ReferralChips.tsx'
import { ActDialog, type Asked } from './ReferralDialogs.tsx'
import { ReferralEdit } from './ReferralEdit.tsx'
import { ReferralFiles } from './ReferralFiles.tsx'
import { ReferralMessages } from './ReferralMessages.tsx'
import { ReferralNews } from './ReferralNews.tsx'
import { ReferralPreview } from './ReferralPreview.tsx'
import { ReferralTimeline } from './ReferralTimeline.tsx'
import { SnapshotFacts } from './SnapshotFacts.tsx'
import { TakeOver } from './TakeOver.tsx'
import { WhatHappened } from './WhatHappened.tsx'

/** A referral as this side may see it: what is asked, what may be read, what comes next. */
export function ReferralPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/invii/$id' })
  const query = useQuery(referralQuery(desk.code, id))
  if (query.data) return <Whole referral={query.data} />
  return (
    <Page title={t('referrals.one')} tab={t('referrals.one')}>
      <QueryState query={query} rows={8} />
    </Page>
  )
}

/** In the order in which they come: the first that may be done is the page's own action. */
const steps = ['see', 'accept', 'begin', 'finish'] as const
const besides = ['decline', 'interrupt', 'withdraw'] as const

function Whole({ referral }: { referral: Referral }) {
  const { t } = useText()
  const asked = useAskedDraft()
  const say = useSay()
  const desk = useDesk()
  const navigate = useNavigate()
  const acts = useReferralActs(referral)
  const [open, setOpen] = useState<Asked | null>(null)
  const [editing, setEditing] = useState(asked?.kind === 'referral')
  const [taking, setTaking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const facts = useFacts(referral)
  const { side, state, can } = referral
  const may = (act: ReferralAct) => can.includes(act)
  const unseen = useSeen(referral)
  const opensCase = referral.kind !== 'service'
  const step = steps.find((act) => may(act) && (act !== 'see' || unseen))
  const run = async (act: 'see' | 'accept' | 'begin') => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    await acts[act]()
      .then(() => say(t(`referrals.said.${act}`)))
      .catch(setFailed)
    setBusy(false)
  }
  const press = (act: (typeof steps)[number]) => {
    if (act === 'finish') setOpen('finish')
    else if (act === 'begin' && opensCase) setTaking(true)
    else void run(act)
  }
  const isDraft = state === 'draft'
  return (
    <Page
      title={t(`referrals.title.${side}`, {
        desk: referral.fromDesk.name,
        service: referral.service.name,
      })}
      tab={t('referrals.one')}
      chips={
        <>
          <ReferralChip state={state} side={side} unlinked={referral.unlinked} />
          <KindChip kind={referral.kind} />
          <UrgentChip urgency={referral.urgency} />
        </>
      }
      action={
        step ? (
          <Button look="primary" busy={busy} onClick={() => press(step)}>
            {t(step === 'begin' && opensCase ? 'referrals.do.take' : `referrals.do.${step}`)}
          </Button>
        ) : (
          referral.replaceable &&
          referral.origin && (
            <Link
              className="btn btn-primary"
              to="/$desk/casi/$id/invio"
              params={{ desk: desk.code, id: referral.origin.caseId }}
              search={{ invece: referral.id }}
            >
              {t('referrals.replace')}
            </Link>
          )
        )
      }
      menu={[
        ...(isDraft && may('send')
          ? [{ label: t('referrals.correct'), icon: 'edit' as const, run: () => setEditing(true) }]
          : []),
        ...besides.filter(may).map((act) => ({
          label: t(act === 'withdraw' && isDraft ? 'referrals.discard' : `referrals.do.${act}`),
          run: () => setOpen(act),
        })),
        ...(side === 'receiver' && !isHidden(referral) && desk.may('glass.break')
          ? [
              {
                label: t('glass.behind-referral'),
                icon: 'warning' as const,
                run: () =>
                  void navigate({
                    to: '/$desk/emergenze/nuova',
                    params: { desk: desk.code },
                    search: { invio: referral.id },
                  }),
              },
            ]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={facts}
      aside={!isDraft && <ReferralTimeline referral={referral} />}
    >
      {failed !== null && <Failure error={failed} />}
      <ReferralNews referral={referral} />
      {referral.origin && <RestrictionBanner personId={referral.origin.personId} />}
      {referral.origin && <CaseApprovals caseId={referral.origin.caseId} referralId={referral.id} />}
      {isDraft && referral.insteadOf && (
        <p>
          <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: referral.insteadOf }}>
            {t('referrals.instead-of')}
          </Link>
        </p>
      )}
      <WhatHappened referral={referral} />
      {taking && may('begin') && (
        // What follows a yes comes a moment later, the name with it.
        <TakeOver key={referral.snapshot.name ?? ''} referral={referral} onClose={() => setTaking(false)} />
      )}
      {isDraft && editing && <ReferralEdit referral={referral} onDone={() => setEditing(false)} />}
      {isDraft && !editing && <ReferralPreview referral={referral} correct={() => setEditing(true)} />}
      {isByLink(referral) && <LinkCard referral={referral} />}
      <AppointmentCard referral={referral} />
      {!isDraft && <ReferralConferences referral={referral.id} />}
      {!isDraft && <Inside referral={referral} />}
      <ReferralFiles referral={referral} />
      {['sent', 'seen'].includes(referral.state) && <p className="quiet">{t('referrals.after-yes-more')}</p>}
      {!isDraft && (may('message') || referral.messages.length > 0) && <ReferralMessages referral={referral} />}
      {open && <ActDialog act={open} referral={referral} onClose={() => setOpen(null)} />}
    </Page>
  )
}

/** Whoever may answer and opens it has seen it: said once, by a call of its own. Answers whether that failed. */
function useSeen(referral: Referral): boolean {
  const acts = useReferralActs(referral)
  const said = useRef(false)
  const [failed, setFailed] = useState(false)
  const may = referral.can.includes('see')
  useEffect(() => {
    if (!may || said.current) return
    said.current = true
    void acts.see().catch(() => setFailed(true))
  }, [may, acts])
  return failed
}

function useFacts({ side, ...referral }: Referral): Fact[] {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { origin } = referral
  const { data: appointment } = useQuery({
    ...appointmentQuery(desk.code, referral.id),
    enabled: meetsIn(referral.state),
  })
  return [
    ...(origin
      ? [
          {
            label: t('referrals.person'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id: origin.caseId }}>
                {referral.personName || t('people.unnamed')}
              </Link>
            ),
          },
        ]
      : []),
    ...(!origin && referral.ownCase
      ? [
          {
            label: t('referrals.own-case'),
            value: (
              <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: referral.ownCase }}>
                {t('referrals.open-case')}
              </Link>
            ),
          },
        ]
      : []),
    ...(referral.need ? [{ label: t('referrals.scope.need'), value: codes.one(needs, referral.need) }] : []),
    {
      label: t('referrals.service'),
      value: (
        <Link to="/$desk/rete/$id" params={{ desk: desk.code, id: referral.service.id }}>
          {referral.service.name}
        </Link>
      ),
    },
    side === 'sender'
      ? { label: t('referrals.to'), value: referral.toDesk.name }
      : { label: t('referrals.from'), value: referral.fromDesk.name },
    ...(referral.sentAt ? [{ label: t('referrals.sent-at'), value: shortInstant(referral.sentAt, lang) }] : []),
    ...(appointment?.words
      ? [{ label: t('appointments.one'), value: <AppointmentWhen words={appointment.words} /> }]
      : []),
    ...(['sent', 'seen', 'accepted'].includes(referral.state)
      ? [{ label: t('referrals.due'), value: <DueChip {...referral} /> }]
      : []),
  ]
}

/** What this side may read: the sender all that was sent, the receiver as far as it has come. */
function Inside({ referral: { side, state, snapshot } }: { referral: Referral }) {
  const { t } = useText()
  const { first, second } = inTwoStages(snapshot)
  const hasRest = Object.keys(second).length > 0
  const isWaiting = state === 'sent' || state === 'seen'
  if (Object.keys(snapshot).length === 0)
    return (
      <Card title={t('referrals.inside')}>
        <p className="quiet">{t('referrals.nothing-left')}</p>
      </Card>
    )
  return (
    <Card title={t('referrals.inside')}>
      <SnapshotFacts snapshot={first} />
      {side === 'receiver' && isWaiting && <p className="quiet">{t('referrals.rest-after-yes')}</p>}
      {hasRest && (
        <>
          <h3>{t(side === 'sender' ? 'referrals.after-yes' : 'referrals.came-after-yes')}</h3>
          <SnapshotFacts snapshot={second} />
        </>
      )}
    </Card>
  )
}
