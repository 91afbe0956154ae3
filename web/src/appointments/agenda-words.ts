import { useQuery } from '@tanstack/react-query'
import type { Conflict } from '#model/appointments/conflicts.ts'
import type { Appointment } from '#model/appointments/contract.ts'
import { endOf } from '#model/appointments/rules.ts'
import { type CivilDate, weekdayOf } from '#model/calendar.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import type { AgendaRow } from './agenda-view.ts'
import { placesQuery } from './queries.ts'

/** "lunedì 12 gennaio", as a heading says it. */
export const dayText = (day: CivilDate, lang: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(lang === 'it' ? 'it-IT' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })

export const isSunday = (day: CivilDate): boolean => weekdayOf(day) === 7

export const spanText = (row: Pick<Appointment, 'time' | 'minutes'>): string => `${row.time}–${endOf(row)}`

/** The names that a calendar says: colleagues, rooms, who mediates, and what an appointment is. */
export function useNames() {
  const { t } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const members = useQuery(membersQuery(desk.code)).data?.rows ?? []
  const places = useQuery(placesQuery(desk.code)).data
  const nameOf = (id: string): string =>
    members.find(({ accountId }) => accountId === id)?.name ??
    places?.rooms.find((one) => one.id === id)?.name ??
    places?.mediators.find((one) => one.id === id)?.name ??
    t('agenda.gone')
  /** Who of the desk it is that mediates. */
  const accountOf = (mediator: string): string | null =>
    places?.mediators.find(({ id }) => id === mediator)?.account ?? null
  const titleOf = (row: AgendaRow): string => {
    if (row.hidden) return t('agenda.taken')
    const { referral, personName } = row
    const isTold = referral?.state === 'invited' || referral?.state === 'comes'
    const what = isTold ? 'agenda.of-conference' : 'agenda.of-referral'
    if (referral) return [personName, t(what, { service: referral.service })].filter(Boolean).join(' · ')
    return [row.personName || (row.case === null ? '' : t('people.unnamed')), codes.one(appointmentKinds, row.kind)]
      .filter(Boolean)
      .join(' · ')
  }
  const conflictText = (conflict: Conflict, rows: readonly AgendaRow[]): string => {
    const other = rows.find(({ id }) => id === conflict.with)
    if (!other) return ''
    const says = { time: spanText(other), what: titleOf(other) }
    return conflict.kind === 'person'
      ? t('agenda.conflict.person', says)
      : t(`agenda.conflict.${conflict.kind}`, { ...says, who: nameOf(conflict.who) })
  }
  return { members, places, nameOf, accountOf, titleOf, conflictText }
}
