import { Link } from '@tanstack/react-router'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { mayBeReplaced } from '#model/referrals/moves.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { isByLink } from './LinkCard.tsx'

/** What is said otherwise of a transfer or a shared case. */
const special = [
  'sender done transfer',
  'receiver done transfer',
  'receiver accepted transfer',
  'receiver accepted shared',
  'sender in-progress shared',
  'receiver in-progress shared',
]

/** How it stands and what is expected of whom, in words; what is late or was held back comes first. */
export function WhatHappened({ referral }: { referral: Referral }) {
  const { t, lang } = useText()
  const { code: desk, may } = useDesk()
  const { side, state, kind, overdue, answerBy, startBy, timeline, fromDesk, toDesk } = referral
  const has = (act: Referral['timeline'][number]['act']) => timeline.some((event) => event.act === act)
  const isEnded = referral.reason !== null || referral.outcome !== null
  const other = side === 'sender' ? toDesk.name : fromDesk.name
  const when = (at: string | null) => (at ? shortInstant(at, lang) : '')
  const isOnItsWay = state === 'sent' && referral.deliveredAt === null
  const isStopped = referral.reason === 'ground-ended'
  // Of what was taken back by an erasure one thing is said: that it was erased.
  const isErased = has('erase') && (state === 'withdrawn' || state === 'interrupted' || state === 'done')
  const way = isErased
    ? state === 'done'
      ? 'done-erased'
      : 'erased'
    : isOnItsWay
      ? isByLink(referral)
        ? referral.unlinked
          ? 'unlinked'
          : 'by-link'
        : 'on-its-way'
      : isStopped
        ? 'stopped'
        : state
  const due = state === 'accepted' ? startBy : answerBy
  const why = referral.outcome
    ? referral.outcome === 'taken-over'
      ? ''
      : t(`referrals.finish.${referral.outcome}`)
    : referral.reason && t(`referrals.${state === 'declined' ? 'decline' : 'interrupt'}.${referral.reason}`)
  // Whoever may write another one in its place can do so only from an open case.
  const waitsForItsCase =
    may('referral.write') &&
    referral.origin &&
    !referral.personErased &&
    !referral.movedTo &&
    !referral.replaceable &&
    mayBeReplaced(referral)
  return (
    <>
      {overdue && (
        <Notice tone="red" title={t(`referrals.late.${overdue}`, { when: when(due) })}>
          <p>{t(`referrals.late-text.${side}`, { desk: other })}</p>
        </Notice>
      )}
      {has('ground-ended') && (
        <Notice
          tone="amber"
          title={t(state === 'withdrawn' ? 'referrals.ground-ended-before' : 'referrals.ground-ended')}
        >
          <p>
            {t(state === 'withdrawn' ? 'referrals.ground-ended-before-text' : `referrals.ground-ended-text.${side}`, {
              desk: other,
            })}
          </p>
        </Notice>
      )}
      {has('withhold') && (
        <Notice tone="amber" title={t('referrals.withheld')}>
          <p>{t(`referrals.withheld-text.${side}`, { desk: other })}</p>
        </Notice>
      )}
      {referral.unlinked && (
        <Notice tone="amber" title={t('referrals.link-to-send')}>
          <p>{t('referrals.unlinked-text', { desk: other })}</p>
        </Notice>
      )}
      {timeline
        .filter(({ act }) => act === 'erase')
        .map(({ desk: { code, name }, at }) => {
          const isOther = code === (side === 'sender' ? toDesk : fromDesk).code
          return (
            <Notice
              key={at}
              tone="amber"
              title={t(isOther ? 'referrals.erased-by' : 'referrals.erased-here', { desk: name })}
            >
              <p>
                {t(`referrals.erased-text.${isOther ? side : isByLink(referral) ? 'by-link' : 'own'}`, { desk: other })}
              </p>
            </Notice>
          )
        })}
      {state !== 'draft' && way !== 'unlinked' && (
        <Notice tone={isEnded && state === 'done' ? 'good' : 'info'}>
          <p>
            {t(`referrals.told.${side}.${way}${special.includes(`${side} ${way} ${kind}`) ? `-${kind}` : ''}`, {
              desk: other,
            })}{' '}
            {!overdue && due && (state === 'sent' || state === 'seen') && t('referrals.expected', { when: when(due) })}
            {!overdue && due && state === 'accepted' && t('referrals.expected-start', { when: when(due) })}
            {why && `${why}.`}
          </p>
          {referral.movedTo && state !== 'withdrawn' && (
            <p>
              <Link to="/$desk/invii/$id" params={{ desk, id: referral.movedTo.id }}>
                {t('referrals.replaced-by', { service: referral.movedTo.service })}
              </Link>
            </p>
          )}
          {waitsForItsCase && (
            <p>
              <Link to="/$desk/casi/$id" params={{ desk, id: referral.origin?.caseId ?? '' }}>
                {t('referrals.replace-closed')}
              </Link>
            </p>
          )}
        </Notice>
      )}
    </>
  )
}
