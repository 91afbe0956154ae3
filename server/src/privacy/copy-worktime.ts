import { formatDate, formatInstant } from '#model/calendar.ts'
import type { HoursEntry } from '#model/worktime/contract.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/** The diary of working hours, what was taken back among it. What colleagues noted on it is withheld with the notes. */
export function worktimePart(speech: Speech, entries: readonly HoursEntry[], withheld: readonly string[]): string {
  if (entries.length === 0) return ''
  const { say, lang, comma, apart } = speech
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  const named = (days: readonly number[]) => days.map((day) => weekday.format(Date.UTC(2024, 0, day))).join(comma)
  const noted = withheld.includes('case-notes') ? () => '' : (text: string) => (text ? words(text) : '')
  const rows = entries.map(({ from, until, worked, free, turns, place, evidence, note, at, withdrawn }) => {
    const days = [from, until].map((day) => formatDate(day, lang)) as [string, string]
    const heading = from === until ? days[0] : say('copy.from-to', { from: days[0], to: days[1] })
    const times = turns.map(({ start, end, pause }) =>
      [apart(`${start}–${end}`), pause === null ? '' : say('copy.worktime-pause', { minutes: pause })]
        .filter(Boolean)
        .join(comma),
    )
    const lines = facts([
      [say('copy.worktime-worked'), named(worked)],
      [say('copy.worktime-times'), times.join('; ')],
      [say('copy.worktime-free'), named(free)],
      [say('copy.place'), place],
      [say('copy.paper-noted'), formatInstant(at, lang)],
      [say('copy.worktime-back'), withdrawn && formatInstant(withdrawn.at, lang)],
    ])
    return part(heading, lines + noted([evidence, note, withdrawn?.why ?? ''].filter(Boolean).join('\n')))
  })
  return section(say('copy.worktime'), rows, '')
}
