import type { CivilDate } from '../calendar.ts'
import { addDays } from '../calendar.ts'
import { minutesOf, timeOf, WHOLE_DAY } from './rules.ts'

/** An appointment as a calendar outside may know it: no name, no word, no case. `uid` tells nothing of the record. */
export type FeedEvent = {
  uid: string
  no: number
  changedAt: string
  day: CivilDate
  time: string
  minutes: number
  summary: string
  /** A room of the desk; nothing else is a place here. */
  room: string | null
}

/** How clocks in Italy are moved, since 1996: RFC 5545, 3.6.5. */
const ZONE = `BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`.split('\n')

/** A text as RFC 5545, 3.3.11 writes it; what is no letter is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')

const bytesOf = (sign: string): number => {
  const code = sign.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** A line of at most 75 bytes, the rest on lines that begin with a blank; no letter is cut. */
function folded(line: string): string {
  let [out, length] = ['', 0]
  for (const sign of line) {
    const bytes = bytesOf(sign)
    if (length + bytes > 75) {
      out += '\r\n '
      length = 1
    }
    out += sign
    length += bytes
  }
  return out
}

const bare = (text: string): string => text.replaceAll(/[-:]/g, '')
/** An hour so many minutes after a midnight: what goes beyond the day is an hour of the next one, and never the 24th. */
const wall = (day: CivilDate, minutes: number): string =>
  `${bare(addDays(day, Math.floor(minutes / WHOLE_DAY)))}T${bare(timeOf(minutes % WHOLE_DAY))}00`
const utc = (instant: string): string => `${bare(instant.slice(0, 19))}Z`

/** A calendar as phones read it (RFC 5545): hours of the wall, with the zone beside. */
export function calendarFile(name: string, events: readonly FeedEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Varco//Agenda//IT',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Europe/Rome',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...ZONE,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}`,
      `SEQUENCE:${event.no}`,
      `DTSTAMP:${utc(event.changedAt)}`,
      `DTSTART;TZID=Europe/Rome:${wall(event.day, minutesOf(event.time))}`,
      `DTEND;TZID=Europe/Rome:${wall(event.day, minutesOf(event.time) + event.minutes)}`,
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.room === null ? [] : [`LOCATION:${escaped(event.room)}`]),
      'CLASS:PRIVATE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
