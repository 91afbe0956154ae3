import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Appointment } from '#model/appointments/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import type { AgendaRow } from './agenda-view.ts'
import { spanText, useNames } from './agenda-words.ts'

type Props = {
  row: AgendaRow
  clashes: boolean
  /** What stands before the hour. */
  when?: string
  /** What is said of it; who and what for, if it is not said. */
  title?: string
}

/** One appointment in a line: when, who and what for, where and with whom, how it stands. */
export function AppointmentLine({ row, clashes, when = '', title }: Props) {
  const { t } = useText()
  const { nameOf, titleOf } = useNames()
  const { referral } = row
  const where = [referral?.desk, row.room && nameOf(row.room), row.place, ...row.colleagues.map(nameOf)].filter(Boolean)
  const words = [when, spanText(row)].filter(Boolean).join(', ')
  return (
    <li>
      <div>
        {row.hidden ? <strong>{words}</strong> : <RowLink row={row}>{words}</RowLink>}{' '}
        <span className="personal">{title ?? titleOf(row)}</span>
        <small className="personal">{where.join(' · ')}</small>
      </div>
      {(clashes || referral || row.state !== 'planned') && (
        <div className="chips">
          {clashes && (
            <Chip icon="warning" tone="amber">
              {t('agenda.clashes')}
            </Chip>
          )}
          {referral && <Chip icon="send">{t(`agenda.referral.${referral.state}`)}</Chip>}
          {row.state !== 'planned' && <StateChip state={row.state} />}
        </div>
      )}
    </li>
  )
}

/** To what can be done with it: an appointment on its page, that of a referral where the referral is. */
export function RowLink({ row, children }: { row: AgendaRow; children: ReactNode }) {
  const desk = useDesk()
  return row.referral ? (
    <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: row.referral.referral }}>
      {children}
    </Link>
  ) : (
    <Link to="/$desk/agenda/$id" params={{ desk: desk.code, id: row.id }}>
      {children}
    </Link>
  )
}

/** How an appointment stands, in a word. */
export function StateChip({ state }: { state: Appointment['state'] }) {
  const { t } = useText()
  const look = { planned: 'clock', held: 'check', missed: 'warning' } as const
  return (
    <Chip
      icon={state === 'cancelled-by-person' || state === 'cancelled-by-desk' ? 'close' : look[state]}
      tone={state === 'held' ? 'green' : state === 'missed' ? 'amber' : 'plain'}
    >
      {t(`agenda.state.${state}`)}
    </Chip>
  )
}
