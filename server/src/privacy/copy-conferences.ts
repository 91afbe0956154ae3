import { formatDate } from '#model/calendar.ts'
import type { ConferenceTold } from '../conferences/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, type Line, part, section, words } from './page.ts'

/**
 * The conferences about the person, each under its day. What was written of them and who comes is withheld with the notes, whichever
 * desk wrote it. `who`: the colleagues who were asked, where they are named.
 */
export function conferencesPart(
  speech: Speech,
  told: readonly ConferenceTold[],
  withheld: readonly string[],
  who: (one: ConferenceTold) => Line[] = () => [],
): string {
  const { say, lang, comma, apart } = speech
  const isWithheld = withheld.includes('case-notes')
  const rows = told.map((one) => {
    const { day, time, minutes, place, state, calledBy, agenda, record, decisions, answers } = one
    const lines = facts([
      [say('copy.appointment-length'), say('copy.appointment-minutes', { minutes })],
      [say('copy.place'), place],
      [say('copy.conference-by'), calledBy],
      ...who(one),
      ...answers.map(({ desk, answer }): Line => {
        const said = say(`copy.conference-answer.${answer === null ? 'none' : answer.comes ? 'yes' : 'no'}`)
        const named = answer && !isWithheld ? answer.who : ''
        return [
          say('copy.conference-desk'),
          [`${apart(desk)}: ${said}`, named && apart(named)].filter(Boolean).join(comma),
        ]
      }),
    ])
    const decided = decisions.map(
      ({ text, who: does, due }) =>
        words(text) +
        facts([
          [say('copy.pathway-owner'), does],
          [say('copy.pathway-due'), due && formatDate(due, lang)],
        ]),
    )
    const written = [
      agenda && part(say('copy.conference-agenda'), words(agenda)),
      record && part(say('copy.conference-record'), words(record)),
      decided.length > 0 ? part(say('copy.conference-decided'), decided.join('')) : '',
    ]
    const heading = [formatDate(day, lang), apart(time), say(`copy.conference-state.${state}`)].join(comma)
    return part(heading, lines + (isWithheld ? '' : written.join('')))
  })
  return rows.length === 0 ? '' : section(say('copy.conferences'), rows, '')
}
