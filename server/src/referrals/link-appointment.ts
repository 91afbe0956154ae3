import { type CivilDate, formatDate } from '#model/calendar.ts'
import type { Speak } from '#model/message-catalogue.ts'
import type { Appointment } from '#model/referrals/contract-appointments.ts'
import { paragraphs, plain, text } from '../platform/link-html.ts'
import type { PageLanguage } from '../platform/link-pages.ts'
import type { Typed } from './link-typed.ts'

type Tools = {
  say: Speak
  language: PageLanguage
  typed: Typed | undefined
  /** A form that is sent once, with its button. */
  sent: (act: string, inner: string, primary?: boolean) => string
  hidden: (name: string, value: string) => string
}

const fields = [
  ['day', 'date', 10],
  ['time', 'time', 5],
  ['place', 'text', 200],
  ['with', 'text', 100],
] as const

/** The appointment that stands, in words, and what whoever holds the link may do with it. */
export function appointmentPart({ no, state, own, words, can }: Appointment, tools: Tools): string {
  const { say, language, typed, sent, hidden } = tools
  if (can.length === 0 && !words) return ''
  const stands = state === 'proposed' || state === 'confirmed'
  const how = state === 'proposed' ? (own ? 'own' : 'theirs') : state
  const lines = [
    ...(words
      ? [
          say('invio.meeting.when', { day: formatDate(words.day as CivilDate, language), time: words.time }),
          [words.place, words.with].filter(Boolean).join(' · '),
        ]
      : []),
    say(`invio.meeting.${how}`),
  ]
  const step = hidden('no', String(no))
  const field = ([name, type, most]: (typeof fields)[number]) => {
    const value = typed?.act === 'appoint' ? typed[name] : ''
    const needed = name === 'with' ? '' : ' required'
    return `<label for="appoint-${name}">${text(say(`invio.meeting.${name}`))}</label>
<input id="appoint-${name}" name="${name}" type="${type}" maxlength="${most}" value="${plain(value)}"${needed}>`
  }
  const forms = {
    confirm: () => sent('appoint-confirm', step, true),
    propose: () => `<details${typed?.act === 'appoint' ? ' open' : ''}><summary>${text(
      say(stands ? 'invio.meeting.change' : 'invio.meeting.propose'),
    )}</summary>
${sent('appoint', `${step}\n${fields.map(field).join('\n')}`)}
</details>`,
    cancel: () => sent('appoint-cancel', step),
  }
  return `<h2>${text(say('invio.meeting'))}</h2>
${paragraphs(...lines)}
${can.map((act) => forms[act]()).join('\n')}`
}
