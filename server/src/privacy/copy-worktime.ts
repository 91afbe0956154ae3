import { formatDate, formatInstant } from '#model/calendar.ts'
import type { HoursEntry, Turn } from '#model/worktime/contract.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/**
 * The diary of working hours, what was taken back among it. What colleagues noted on it, and who else said so, is withheld with
 * the notes.
 */
export function worktimePart(speech: Speech, entries: readonly HoursEntry[], withheld: readonly string[]): string {
  if (entries.length === 0) return ''
  const { say, lang, comma, apart } = speech
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' })
  // The first of January 2024 was a Monday.
  const named = (days: readonly number[]) => days.map((day) => weekday.format(Date.UTC(2024, 0, day))).join(comma)
  const isWithheld = withheld.includes('case-notes')
  const source = (by: HoursEntry['saidBy']) =>
    say(by === 'person' ? 'copy.pathway-owner.person' : `copy.worktime-said.${by}`)
  const paused = (minutes: Turn['pause']) => {
    if (minutes === null) return say('copy.worktime-pause-unsaid')
    return minutes === 0 ? say('copy.worktime-pause-none') : say('copy.worktime-pause', { minutes })
  }
  const rows = entries.map(({ from, until, worked, free, turns, place, saidBy, evidence, note, at, withdrawn }) => {
    const days = [from, until].map((day) => formatDate(day, lang)) as [string, string]
    const heading = from === until ? days[0] : say('copy.from-to', { from: days[0], to: days[1] })
    const times = turns.map(({ start, end, pause }) => [apart(`${start}–${end}`), paused(pause)].join(comma))
    const lines = facts([
      [say('copy.worktime-worked'), named(worked)],
      [say('copy.worktime-times'), times.join('; ')],
      [say('copy.worktime-free'), named(free)],
      [say('copy.place'), place],
      [say('copy.worktime-said'), isWithheld && saidBy !== 'person' ? '' : source(saidBy)],
      [say('copy.paper-noted'), formatInstant(at, lang)],
      [say('copy.worktime-back'), withdrawn && formatInstant(withdrawn.at, lang)],
    ])
    const noted = isWithheld ? '' : [evidence, note, withdrawn?.why ?? ''].filter(Boolean).join('\n')
    return part(heading, lines + (noted ? words(noted) : ''))
  })
  return section(say('copy.worktime'), rows, '')
}
