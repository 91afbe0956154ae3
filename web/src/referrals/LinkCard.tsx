import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { ReferralLink } from '#model/referrals/contract-links.ts'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { LinkCode } from './LinkCode.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { linkQuery, useLinkActs } from './link-queries.ts'

type Of = Pick<Referral, 'id' | 'side' | 'state' | 'toDesk'>

/** A body without an account has no code: it receives by a link. */
export const isByLink = ({ side, state, toDesk }: Of): boolean =>
  side === 'sender' && toDesk.code === '' && state !== 'draft'

/** The link by which a body without an account receives a referral, for whoever sent it. */
export function LinkCard({ referral }: { referral: Of }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const query = useQuery(linkQuery(desk.code, referral.id))
  const acts = useLinkActs(referral.id)
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  if (!query.data)
    return (
      <Card title={t('referral-link.title')}>
        <QueryState query={query} rows={3} />
      </Card>
    )
  const { link, address, phone } = query.data
  const lives = link?.state === 'waiting' || link?.state === 'opened'
  const isOpen = ['sent', 'seen', 'accepted', 'in-progress'].includes(referral.state)
  const takeBack = () =>
    acts
      .takeBack()
      .then(() => {
        setCode(null)
        say(t('referral-link.taken-back'))
      })
      .catch(setFailed)
  return (
    <Card title={t('referral-link.title')}>
      {link ? <Standing link={link} /> : <p>{t('referral-link.none', { body: referral.toDesk.name })}</p>}
      {code !== null && <LinkCode code={code} phone={phone} onDone={() => setCode(null)} />}
      {failed !== null && <Failure error={failed} />}
      {isOpen && (
        <p className="inline">
          {desk.may('referral.write') && (
            <Button small look={link ? undefined : 'primary'} onClick={() => setAsking(true)}>
              {t(link ? 'referral-link.again' : 'referral-link.make')}
            </Button>
          )}
          {lives && desk.may('referral.answer') && (
            <Button small look="plain" onClick={() => void takeBack()}>
              {t('referral-link.take-back')}
            </Button>
          )}
        </p>
      )}
      {asking && (
        <LinkDialog
          address={link?.address ?? address ?? ''}
          run={async (to) => setCode(await acts.make(to))}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  )
}

function Standing({ link }: { link: ReferralLink }) {
  const { t, lang } = useText()
  const [at, ends] = [formatInstant(link.madeAt, lang), formatInstant(link.endsAt, lang)]
  const opened = link.openedAt ? formatInstant(link.openedAt, lang) : ''
  return (
    <>
      <p>{link.by === null ? t('referral-link.made', { at }) : t('referral-link.made-by', { at, by: link.by })}</p>
      {link.address !== null && <p>{t('referral-link.to', { address: link.address })}</p>}
      <p>{t(`referral-link.state.${link.state}`, { ends, opened })}</p>
      {link.state === 'waiting' && <p>{t(`referral-link.mail.${link.mail.state}`)}</p>}
      {link.openings > 1 && link.lastOpenedAt && link.state === 'opened' && (
        <p>{t('referral-link.openings', { count: link.openings, last: formatInstant(link.lastOpenedAt, lang) })}</p>
      )}
      {(link.state === 'waiting' || link.state === 'opened') && link.triesLeft < 5 && (
        <p>{t('referral-link.tries', { left: link.triesLeft })}</p>
      )}
    </>
  )
}
