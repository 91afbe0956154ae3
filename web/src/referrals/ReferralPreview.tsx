import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 } from 'uuid'
import { formatInstant } from '#model/calendar.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import type { Preview, Referral } from '#model/referrals/contract-shown.ts'
import { coveredBy } from '#model/referrals/facts.ts'
import { useDesk } from '../identity/desk.tsx'
import { useWaits } from '../team/CaseApprovals.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { isByLink } from './LinkCard.tsx'
import { OpenReferrals } from './OpenReferrals.tsx'
import { previewQuery, useReferralActs } from './queries.ts'
import { ReferralChip } from './ReferralChips.tsx'
import { SnapshotFacts } from './SnapshotFacts.tsx'

/** Exactly what travels now and what after a yes, what still stands against it, and the one button that sends it. */
export function ReferralPreview({ referral, correct }: { referral: Referral; correct: () => void }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const say = useSay()
  const acts = useReferralActs(referral)
  const query = useQuery(previewQuery(desk.code, referral.id, referral.version))
  const [busy, setBusy] = useState(false)
  // The id of the request: sent twice it is one.
  const [asking, setAsking] = useState('')
  const [failed, setFailed] = useState<unknown>(null)
  const preview = query.data
  const waits = useWaits(referral.origin?.caseId, referral.id) && preview?.asksToSend === true
  const mayChange = referral.can.includes('send')
  const send = async (mark: string) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    try {
      const { answerBy, toDesk } = await acts.send(mark)
      const when = answerBy && t('referrals.expected', { when: shortInstant(answerBy, lang) })
      if (isByLink(referral)) say(t('referrals.sent-by-link', { desk: toDesk.name }))
      else say([t('referrals.sent-to', { desk: toDesk.name }), when].filter(Boolean).join(' '))
    } catch (error) {
      setFailed(error)
      void query.refetch()
    }
    setBusy(false)
  }
  const askToSend = async (shown: string, ask: string) => {
    await acts.askToSend({ id: asking, shown, ask })
    say(t('referrals.ask-send-done'))
  }
  return (
    <Card title={t('referrals.exactly')}>
      <QueryState query={query} rows={6} />
      {preview && (
        <>
          <p>{t('referrals.not-sent', { desk: referral.toDesk.name })}</p>
          {preview.caseClosed && (
            <Notice tone="amber">
              <p>{t('referrals.case-closed')}</p>
            </Notice>
          )}
          {referral.kind === 'transfer' && <OpenReferrals rows={preview.besides} before="handing-over" />}
          <Against preview={preview} referral={referral} />
          <h3>{t('referrals.travels-now')}</h3>
          <p className="quiet">{t('referrals.need-always')}</p>
          <SnapshotFacts snapshot={preview.now} />
          <h3>{t('referrals.after-yes')}</h3>
          {Object.keys(preview.afterYes).length > 0 ? (
            <SnapshotFacts snapshot={preview.afterYes} />
          ) : (
            <p className="quiet">{t('referrals.nothing-more')}</p>
          )}
          {asking !== '' && (
            <ReasonDialog
              title={t('referrals.ask-send')}
              before={t('referrals.ask-send-what')}
              label={t('referrals.ask-send-note')}
              action={t('referrals.ask-send')}
              run={(ask) => askToSend(preview.shown, ask)}
              onClose={() => setAsking('')}
            />
          )}
          {failed !== null && <Failure error={failed} />}
          {waits && <p className="quiet">{t('referrals.ask-send-waits')}</p>}
          {mayChange && (
            <div className="form-actions form-actions-thumb">
              {!waits && !preview.caseClosed && preview.missing.length === 0 && preview.refusals.length === 0 && (
                <Button
                  look="primary"
                  icon="send"
                  busy={busy}
                  onClick={() => (preview.asksToSend ? setAsking(v7()) : void send(preview.shown))}
                >
                  {t(preview.asksToSend ? 'referrals.ask-send' : 'referrals.do.send')}
                </Button>
              )}
              <Button icon="edit" onClick={correct}>
                {t('referrals.correct')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  )
}

/** What bodies agreed on, not what the person did. */
const isArrangement = (code: string) => code.includes('arrangement')

/** Whether what no ground covers is among what was picked: what a service needs in order to answer goes always. */
const fewerHelp = ({ refusals, uncovered, now }: Preview): boolean => {
  const always: readonly string[] = coveredBy(now)
  return refusals.includes('scopes') && uncovered.length > 0 && !uncovered.some((scope) => always.includes(scope))
}

/** What is missing, why nothing may be given and what to do about it, and what was sent before. */
function Against({ preview, referral }: { preview: Preview; referral: Referral }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { missing, refusals, uncovered, wanted, tellsWho, before } = preview
  const personId = referral.origin?.personId
  const why = refusals.map((code) =>
    code === 'scopes'
      ? t('privacy.why.scopes', { scopes: codes.several(dataScopes, uncovered) })
      : t(`privacy.why.${code}`),
  )
  return (
    <>
      {missing.length > 0 && (
        <Notice tone="amber" title={t('referrals.missing')}>
          <p>{missing.map((scope) => t(`referrals.scope.${scope}`)).join(', ')}</p>
        </Notice>
      )}
      {why.length > 0 && (
        <Notice tone="red" title={t('referrals.refused')}>
          <ul>
            {[...new Set(why)].map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>
            {t('referrals.refused-text')} {fewerHelp(preview) && t('referrals.refused-fewer')}
          </p>
          {refusals.some(isArrangement) && (
            <p>
              {t('referrals.arrangement-by')}{' '}
              {desk.may('privacy.read') && (
                <Link to="/$desk/informative" params={{ desk: desk.code }}>
                  {t('referrals.to-arrangements')}
                </Link>
              )}
            </p>
          )}
          {personId && !refusals.every(isArrangement) && (
            <p>
              <Link
                to="/$desk/persone/$id/privacy"
                params={{ desk: desk.code, id: personId }}
                {...(wanted &&
                  desk.may('privacy.write') &&
                  !refusals.includes('restricted') && { state: { ground: { ...wanted, referral: referral.id } } })}
              >
                {t('referrals.to-privacy')}
              </Link>
            </p>
          )}
        </Notice>
      )}
      {tellsWho && (
        <Notice tone="amber" title={t('referrals.tells-who')}>
          <p>{t('referrals.tells-who-text')}</p>
        </Notice>
      )}
      {before.length > 0 && (
        <Notice tone="amber" title={t('referrals.before', { count: before.length })}>
          <ul className="lines">
            {before.map(({ id, state, madeAt }) => (
              <li key={id}>
                <Link to="/$desk/invii/$id" params={{ desk: desk.code, id }}>
                  {formatInstant(madeAt, lang)}
                </Link>
                <ReferralChip state={state} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
