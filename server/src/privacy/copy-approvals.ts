import { formatDate, formatInstant } from '#model/calendar.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import type { ApprovalTold } from '../team/asks.ts'
import type { Speech } from './copy-speech.ts'
import { facts, type Line, part, section, words } from './page.ts'

/** For what an approval was asked among colleagues, and what was answered. Their words are withheld with the notes. `who`: they are named. */
export function approvalsPart(
  { say, lang, comma, apart, name }: Speech,
  approvals: readonly ApprovalTold[],
  withheld: readonly string[],
  who: (one: ApprovalTold) => Line[] = () => [],
): string {
  const isWithheld = withheld.includes('case-notes')
  const noted = (text: string) => (text === '' || isWithheld ? '' : words(text))
  const rows = approvals.map((one) => {
    const { asked, service, at, state, end } = one
    const { close } = asked
    const what = close
      ? say('copy.approval.close', { day: formatDate(close.closedOn, lang) })
      : say('copy.approval.send', { service })
    const answered = [say(`copy.approval-state.${state}`), end && apart(formatInstant(end.at, lang))]
    const inside =
      facts([
        [say('copy.question'), what],
        [say('copy.outcome'), close && name(outcomes, close.outcome)],
        [say('copy.note'), isWithheld ? '' : close?.note],
        ...who(one),
      ]) +
      noted(asked.note) +
      facts([[say('copy.question-answer'), answered.filter(Boolean).join(comma)]]) +
      noted(end?.words ?? '')
    return part(formatInstant(at, lang), inside)
  })
  return rows.length === 0 ? '' : section(say('copy.approvals'), rows, '')
}
