import { Link } from '@tanstack/react-router'
import type { Appointment } from '#model/appointments/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { spanText, useNames } from './agenda-words.ts'

type Props = {
  row: Appointment
  clashes: boolean
  /** What stands before the hour. */
  when?: string
  /** What is said of it; who and what for, if it is not said. */
  title?: string
}

/** One appointment in a line: when, who and what for, where and with whom, how it stands. */
export function AppointmentLine({ row, clashes, when = '', title }: Props) {
  const { t } = useText()
  const desk = useDesk()
  const { nameOf, titleOf } = useNames()
  const where = [row.room && nameOf(row.room), row.place, ...row.colleagues.map(nameOf)].filter(Boolean)
  const words = [when, spanText(row)].filter(Boolean).join(', ')
  return (
    <li>
      <div>
        {row.hidden ? (
          <strong>{words}</strong>
        ) : (
          <Link to="/$desk/agenda/$id" params={{ desk: desk.code, id: row.id }}>
            {words}
          </Link>
        )}{' '}
        <span className="personal">{title ?? titleOf(row)}</span>
        <small className="personal">{where.join(' · ')}</small>
      </div>
      {(clashes || row.state !== 'planned') && (
        <div className="chips">
          {clashes && (
            <Chip icon="warning" tone="amber">
              {t('agenda.clashes')}
            </Chip>
          )}
          {row.state !== 'planned' && <StateChip state={row.state} />}
        </div>
      )}
    </li>
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
