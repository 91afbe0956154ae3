import { Link } from '@tanstack/react-router'
import { formatDate, today } from '#model/calendar.ts'
import { needs } from '#model/codes/needs.ts'
import type { ReferralLine } from '#model/referrals/contract-shown.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { DueChip, KindChip, leftAt, NewsChip, ReferralChip, UrgentChip } from './ReferralChips.tsx'

/** Referrals as rows: the person leads, or the need as long as nobody is told who it is. */
export function ReferralTable({
  rows,
  way,
  caption,
  keys,
  brief,
}: {
  rows: readonly ReferralLine[]
  way: 'in' | 'out'
  caption: string
  keys?: boolean
  /** On the home page, where there is less room. */
  brief?: boolean
}) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const named = ({ personName }: ReferralLine) => personName !== null || way === 'out'
  const needOf = ({ need }: ReferralLine) => (need ? codes.one(needs, need) : t('referrals.one'))
  const dayOf = (one: ReferralLine) => {
    const sentAt = leftAt(one)
    return t(sentAt ? 'referrals.sent-on' : 'referrals.made-on', { day: formatDate(today(sentAt ?? one.madeAt), lang) })
  }
  const columns: Column<ReferralLine>[] = [
    {
      key: 'name',
      head: t(way === 'in' ? 'referrals.person-or-need' : 'referrals.person'),
      cell: (one) => (
        <>
          <Link className="row-link" to="/$desk/invii/$id" params={{ desk: desk.code, id: one.id }}>
            {named(one) ? (
              <span className="personal">
                {one.personName || t(one.personErased ? 'people.erased' : 'people.unnamed')}
              </span>
            ) : (
              needOf(one)
            )}
          </Link>{' '}
          <UrgentChip urgency={one.urgency} /> <KindChip kind={one.kind} /> <NewsChip news={one.news} />
          <small className="under">
            {[way === 'in' && named(one) && needOf(one), dayOf(one)].filter(Boolean).join(' · ')}
          </small>
        </>
      ),
    },
    ...(way === 'out' ? [{ key: 'need', head: t('referrals.scope.need'), wide: true, cell: needOf }] : []),
    {
      key: 'desk',
      head: t(way === 'in' ? 'referrals.from' : 'referrals.to'),
      cell: (one) => (
        <>
          {(way === 'in' ? one.fromDesk : one.toDesk).name}
          {!brief && <small className="under">{one.service.name}</small>}
        </>
      ),
    },
    { key: 'state', head: t('referrals.state'), cell: (one) => <ReferralChip {...one} /> },
    { key: 'due', head: t('referrals.due'), cell: (one) => <DueChip {...one} /> },
  ]
  return <Table caption={caption} columns={columns} rows={rows} rowKey={(one) => one.id} {...(keys && { keys })} />
}
