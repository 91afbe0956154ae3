import { formatDate } from '#model/calendar.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import type { AppointmentTold } from '../appointments/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/** The appointments of the person, and what became of each. What colleagues noted on them is withheld with the notes. */
export function appointmentsPart(
  speech: Speech,
  told: readonly AppointmentTold[],
  withheld: readonly string[],
): string {
  const { say, lang, comma, apart, name } = speech
  const isWithheld = withheld.includes('case-notes')
  const rows = told.map(({ day, time, minutes, kind, place, noted, state }) => {
    const lines = facts([
      [say('copy.appointment-kind'), name(appointmentKinds, kind)],
      [say('copy.appointment-length'), say('copy.appointment-minutes', { minutes })],
      [say('copy.place'), place],
      [say('copy.appointment-how'), say(`copy.appointment-state.${state}`)],
    ])
    return part(
      [formatDate(day, lang), apart(time)].join(comma),
      lines + (isWithheld || noted.length === 0 ? '' : words(noted.join('\n'))),
    )
  })
  return rows.length === 0 ? '' : section(say('copy.appointments'), rows, '')
}
