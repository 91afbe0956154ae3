import { today } from '#model/calendar.ts'
import type { Letter } from '#model/letters/contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { paperOf } from './paper.ts'
import { lettersOf } from './store.ts'

/** The letters of some cases with what stands on each, as lines: what the copy for the person holds. */
export async function lettersOfCases(
  at: At,
  cases: readonly string[],
): Promise<(Pick<Letter, 'title' | 'at' | 'withdrawn'> & { said: string })[]> {
  return (await lettersOf(at, cases)).map((letter) => ({
    ...{ title: letter.title, at: letter.at, withdrawn: letter.withdrawn },
    said: paperOf(letter)
      .blocks.map(({ lines }) =>
        lines.map((pieces) => pieces.map(({ way, text }) => (way === 'gap' ? '…' : text)).join('')).join('\n'),
      )
      .join('\n'),
  }))
}

/** When letters of a case were made, and by whom; of those that were taken back nothing. */
export const lettersHappened = async (at: At, caseId: string): Promise<Happened[]> =>
  (await lettersOf(at, [caseId])).flatMap(({ id, name, values, actor, at: when, withdrawn }) =>
    withdrawn
      ? []
      : happened({
          kind: 'letter',
          act: 'made',
          key: id,
          thing: caseId,
          day: today(when),
          at: when,
          actor,
          what: [name, values.recipient].filter(Boolean).join(', '),
        }),
  )
