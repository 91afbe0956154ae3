import { Link } from '@tanstack/react-router'
import { type CivilDate, daysBetween } from '#model/calendar.ts'
import type { CaseCard } from '#model/cases/contract.ts'
import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { CaseChip } from './CaseChip.tsx'

/** Cases as rows. `brief`: on the home page. */
export function CaseTable({
  rows,
  caption,
  brief,
  keys,
}: {
  rows: readonly CaseCard[]
  caption: string
  brief?: boolean
  keys?: boolean
}) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const name: Column<CaseCard> = {
    key: 'name',
    head: t('cases.person'),
    cell: (one) => (
      <Link className="row-link" to="/$desk/casi/$id" params={{ desk: desk.code, id: one.id }}>
        <span className="personal">
          {one.personName || one.personCode || t(one.erased ? 'people.erased' : 'people.unnamed')}
        </span>
        {one.personName && one.personCode && <small> {one.personCode}</small>}
      </Link>
    ),
  }
  const need: Column<CaseCard> = {
    key: 'needs',
    head: t('cases.needs'),
    cell: (one) => codes.several(needs, one.needs) || t('ui.none'),
  }
  const activity: Column<CaseCard> = {
    key: 'activity',
    head: t('cases.last-activity'),
    cell: (one) => <Activity day={one.lastActivity} open={one.state === 'open' && !one.erased} />,
  }
  const columns: Column<CaseCard>[] = brief
    ? [name, need, activity]
    : [
        name,
        { key: 'state', head: t('cases.state'), cell: (one) => <CaseChip state={one.state} erased={one.erased} /> },
        need,
        { key: 'profile', head: t('cases.profile'), wide: true, cell: (one) => codes.one(profiles, one.profile) },
        {
          key: 'followers',
          head: t('cases.followers'),
          cell: (one) =>
            one.followers.join(', ') ||
            (!one.erased && (
              <Chip tone="amber" icon="warning">
                {t('cases.nobody')}
              </Chip>
            )),
        },
        { key: 'opened', head: t('cases.opened-on'), wide: true, cell: (one) => shortDate(one.openedOn, lang) },
        activity,
      ]
  return <Table caption={caption} columns={columns} rows={rows} rowKey={(one) => one.id} {...(keys && { keys })} />
}

function Activity({ day, open }: { day: string; open: boolean }) {
  const { t } = useText()
  const days = daysBetween(day as CivilDate, todayHere())
  const words = t('cases.days-ago', { days })
  if (open && days >= 30)
    return (
      <Chip tone="amber" icon="clock">
        {words}
      </Chip>
    )
  return <span>{words}</span>
}
