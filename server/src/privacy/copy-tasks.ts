import { formatDate, formatInstant } from '#model/calendar.ts'
import type { tasksOfCases } from '../tasks/asks.ts'
import type { handoverNotesOf } from '../team/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, part, section, words } from './page.ts'

/** What the desk noted to do for a person, each record as it was. The words are withheld with the notes. */
export function tasksPart(
  { say, lang, comma }: Speech,
  tasks: Awaited<ReturnType<typeof tasksOfCases>>,
  withheld: readonly string[],
): string {
  if (tasks.length === 0) return ''
  const noted = withheld.includes('case-notes') ? () => '' : (text: string) => (text ? words(text) : '')
  const rows = tasks.map(({ text, why, day, state, at }) =>
    part(
      [say('copy.task'), say(`copy.task.${state}`)].join(comma),
      noted(text) +
        facts([
          [say('copy.task-day'), day && formatDate(day, lang)],
          [say('copy.paper-noted'), formatInstant(at, lang)],
        ]) +
        noted(why),
    ),
  )
  return section(say('copy.tasks'), rows, '')
}

/** When a case went from one colleague to another, and what was noted then. The words are withheld with the notes. */
export function handoversPart(
  { say, lang }: Speech,
  handovers: Awaited<ReturnType<typeof handoverNotesOf>>,
  withheld: readonly string[],
): string {
  if (handovers.length === 0) return ''
  const noted = withheld.includes('case-notes') ? () => '' : (text: string) => (text ? words(text) : '')
  const rows = handovers.map(({ note, at }) => part(formatInstant(at, lang), noted(note)))
  return section(say('copy.handovers'), rows, '')
}
