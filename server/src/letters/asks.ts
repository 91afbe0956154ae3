import { today } from '#model/calendar.ts'
import type { Letter } from '#model/letters/contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import { breathing } from '../platform/breath.ts'
import type { At } from '../platform/door.ts'
import { paperOf } from './paper.ts'
import { lettersOf } from './store.ts'

type Told = Pick<Letter, 'title' | 'at' | 'withdrawn'> & { said: string }

/** What stands on letters, as lines. They may be many and long: between two of them others come in. */
export async function toldOf(letters: Awaited<ReturnType<typeof lettersOf>>): Promise<Told[]> {
  const breathe = breathing()
  const told: Told[] = []
  for (const letter of letters) {
    await breathe()
    const said = paperOf(letter)
      .blocks.map(({ lines }) =>
        lines.map((pieces) => pieces.map(({ way, text }) => (way === 'gap' ? '…' : text)).join('')).join('\n'),
      )
      .join('\n')
    told.push({ title: letter.title, at: letter.at, withdrawn: letter.withdrawn, said })
  }
  return told
}

/** The letters of some cases with what stands on each: what the copy for the person holds. */
export const lettersOfCases = async (at: At, cases: readonly string[]): Promise<Told[]> =>
  toldOf(await lettersOf(at, cases))

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
