import { Link } from '@tanstack/react-router'
import { formatDate, today } from '#model/calendar.ts'
import type { ReferralBrief } from '#model/referrals/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { KindChip, leftAt, NewsChip, ReferralChip } from './ReferralChips.tsx'

/** Where the person of a case was sent, and how each referral stands. */
export function CaseReferrals({
  caseId,
  rows,
  open,
}: {
  caseId: string
  rows: readonly ReferralBrief[]
  open: boolean
}) {
  const { t, lang } = useText()
  const desk = useDesk()
  const maySend = open && desk.may('referral.write') && !desk.tryout
  if (rows.length === 0 && !maySend) return null
  return (
    <Card
      title={t('referrals.title')}
      {...(rows.length > 0 && { count: rows.length })}
      action={
        maySend && (
          <Link className="btn btn-plain btn-small" to="/$desk/casi/$id/invio" params={{ desk: desk.code, id: caseId }}>
            {t('referrals.new')}
          </Link>
        )
      }
    >
      {rows.length === 0 && <p className="quiet">{t('referrals.none-of-case')}</p>}
      <ul className="lines">
        {rows.map(({ id, service, desk: to, state, kind, madeAt, sentAt, overdue, news, unlinked, erasedThere }) => {
          const left = leftAt({ state, sentAt, unlinked })
          return (
            <li key={id}>
              <div>
                <Link to="/$desk/invii/$id" params={{ desk: desk.code, id }}>
                  {service}
                </Link>
                <small>
                  {[
                    to,
                    t(left ? 'referrals.sent-on' : 'referrals.made-on', {
                      day: formatDate(today(left ?? madeAt), lang),
                    }),
                  ].join(' · ')}
                </small>
                <div className="chips">
                  <ReferralChip state={state} unlinked={unlinked} />
                  <KindChip kind={kind} />
                  <NewsChip news={news} />
                  {erasedThere && <Chip icon="warning">{t('referrals.erased-there')}</Chip>}
                  {overdue && (
                    <Chip icon="danger" tone="red">
                      {t(`referrals.is-late.${overdue}`)}
                    </Chip>
                  )}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
