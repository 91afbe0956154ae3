import type { z } from 'zod'
import type { PersonCard, TiesBrief } from '#model/people/contract.ts'
import type { MinorFact, RelativeFact, SafeContactFact, Ties } from '#model/people/ties-contract.ts'
import { relationBack } from '#model/people/ties-rules.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { displayName } from './present.ts'
import { opened, personRows } from './store.ts'
import { type Tie, tiesOf } from './ties-store.ts'

type Told = Pick<z.input<typeof Ties>, 'safeContact' | 'minor' | 'relatives'>

/** A record of a tie as it reads on this person's page; what was written on the other's is turned round. */
function relativeSaid(tie: Tie, personId: string) {
  if (tie.words.of !== 'relative') throw new Error('no relative')
  const { said } = tie.words
  return tie.person_id === personId
    ? { ...said, other: tie.other_id }
    : // Whether the other one lives on it is said from one side alone.
      { ...said, other: tie.person_id, relation: relationBack(said.relation), dependent: 'not_asked' as const }
}

/** The ties of a person, whom this actor sees: each thing with its history. */
export async function toldTies(at: At, personId: string): Promise<Told> {
  const [ties, nameOf] = await Promise.all([tiesOf(at, personId), namesOfActors(at)])
  const written = ({ no, by, at: when }: Tie) => ({ no, by: nameOf(by), at: when })
  const historyOf = <F>(of: Tie['words']['of']) =>
    ties.filter(({ words }) => words.of === of).map((tie) => ({ ...tie.words.said, ...written(tie) }) as F)
  const relatives = [
    ...Map.groupBy(
      ties.filter(({ words }) => words.of === 'relative'),
      ({ thing }) => thing,
    ),
  ]
  const others = relatives.flatMap(([, [tie]]) => (tie ? [relativeSaid(tie, personId).other] : []))
  const seen = new Map(
    (
      await personRows(
        at,
        others.filter((id) => id !== null),
      )
    ).map((row) => [row.id, opened(at, row).identity]),
  )
  return {
    safeContact: historyOf<SafeContactFact>('safe-contact'),
    minor: historyOf<MinorFact>('minor'),
    relatives: relatives.map(([id, history]) => {
      const said = history.map((tie) => ({ ...relativeSaid(tie, personId), ...written(tie) }))
      const other = said[0]?.other ?? null
      const identity = other ? seen.get(other) : undefined
      return {
        id,
        other:
          other && identity
            ? {
                id: other,
                name: displayName(identity),
                code: identity.code,
                birthDate: identity.birthDate as PersonCard['birthDate'],
              }
            : null,
        hidden: other !== null && !identity,
        // Whom this actor does not see has no id here.
        // Of whom this actor does not see there is no id, and no word that was written on that page.
        history: said.map((each, place) => ({
          ...each,
          other: identity ? each.other : null,
          text: identity || !other || history[place]?.person_id === personId ? each.text : '',
        })) as RelativeFact[],
      }
    }),
  }
}

/** What a case shows beside name and phone: how the person is reached safely, and of how many relatives is known. */
export async function briefTies(at: At, personId: string): Promise<z.input<typeof TiesBrief>> {
  const ties = await tiesOf(at, personId)
  const latest = ties.find(({ words }) => words.of === 'safe-contact')?.words
  const holding = [...Map.groupBy(ties, ({ thing }) => thing).values()].map(([first]) => first?.words)
  return {
    safeContact: latest?.of === 'safe-contact' ? latest.said : null,
    relatives: holding.filter((words) => words?.of === 'relative' && !words.said.withdrawn).length,
  }
}
