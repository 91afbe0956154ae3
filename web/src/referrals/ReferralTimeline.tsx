import { Link } from '@tanstack/react-router'
import type { Referral, TimelineAct } from '#model/referrals/contract-shown.ts'
import { useDesk } from '../identity/desk.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'

/** What became of a referral, the last first. Of the other desk nobody is named. */
export function ReferralTimeline({ referral: { timeline, movedTo, insteadOf } }: { referral: Referral }) {
  const { t, lang } = useText()
  const desk = useDesk().code
  const who = useWho()
  const link = (id: string, words: string) => (
    <Link to="/$desk/invii/$id" params={{ desk, id }}>
      {words}
    </Link>
  )
  const wordsOf = (act: TimelineAct) => {
    if (act === 'withdraw' && movedTo) return link(movedTo.id, t('referrals.moved-to', { service: movedTo.service }))
    if (act === 'draft' && insteadOf) return link(insteadOf, t('referrals.instead-of'))
    return t(`referrals.act.${act}`)
  }
  return (
    <Card title={t('referrals.timeline')}>
      <ul className="lines">
        {timeline.toReversed().map(({ act, at, desk, by }) => (
          <li key={act}>
            <div>
              {wordsOf(act)}
              <small>{[shortInstant(at, lang), desk.name, by && who(by)].filter(Boolean).join(' · ')}</small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
