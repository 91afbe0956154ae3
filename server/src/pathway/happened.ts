import { type CivilDate, today } from '#model/calendar.ts'
import type { happenings } from '#model/timeline/contract.ts'
import { type Happened, happened } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { type Fact, factsOfCases } from './store.ts'

const goalActs = { open: 'goal-open', reached: 'goal-reached', changed: 'goal-changed', left: 'goal-left' } as const

/** What a record of a goal says after the one before it. */
function goalAct({ no, words }: Fact<'goal'>, before: Fact<'goal'> | undefined) {
  if (no === 1) return 'goal-agreed'
  if (words.state === 'withdrawn' || words.state === before?.words.state) return 'goal-corrected'
  return goalActs[words.state]
}

function stepAct({ no, words }: Fact<'step'>, before: Fact<'step'> | undefined) {
  if (words.state === 'done' && before?.words.state !== 'done') return 'step-done'
  if (no === 1) return 'step-agreed'
  return words.state === 'open' && before?.words.state === 'done' ? 'step-open' : 'step-corrected'
}

type Line = {
  act: (typeof happenings)['pathway'][number]
  day: CivilDate
  what: string
  until: CivilDate | null
}

/** The day that a record speaks of, or the one on which it was written. */
function lineOf(fact: Fact, before: Fact | undefined): Line {
  const written = today(fact.at)
  switch (fact.kind) {
    case 'goal': {
      const { agreedOn, since, text } = fact.words
      const day = (fact.no === 1 ? agreedOn : since) ?? written
      return { act: goalAct(fact, before as Fact<'goal'> | undefined), day, what: text, until: null }
    }
    case 'step': {
      const { doneOn, due, text, state } = fact.words
      const act = stepAct(fact, before as Fact<'step'> | undefined)
      return { act, day: (act === 'step-done' && doneOn) || written, what: text, until: state === 'open' ? due : null }
    }
    case 'review':
      return {
        act: fact.no === 1 ? 'review' : 'review-corrected',
        day: fact.no === 1 ? fact.words.day : written,
        ...{ what: fact.words.text, until: fact.words.nextOn },
      }
    case 'follow-up':
      return {
        act: fact.no === 1 ? 'follow-up' : 'follow-up-corrected',
        day: fact.no === 1 ? fact.words.day : written,
        ...{ what: fact.words.text, until: null },
      }
  }
}

const isWithdrawn = ({ kind, words }: Fact): boolean =>
  kind === 'goal' || kind === 'step' ? words.state === 'withdrawn' : words.withdrawn

/** What happened in the pathway of a case. Of what was written by mistake nothing is told: it stands in its history. */
export async function happenedIn(at: At, caseId: string): Promise<Happened[]> {
  const things = Map.groupBy(await factsOfCases(at, [caseId]), ({ thing }) => thing)
  return [...things.values()].flatMap((history) =>
    history.some((fact, no) => no === 0 && isWithdrawn(fact))
      ? []
      : history.map((fact, no) => {
          const { day, ...said } = lineOf(fact, history[no + 1])
          const key = `${fact.thing}#${fact.no}`
          const { thing, at: when, by: actor } = fact
          return happened({ kind: 'pathway', ...said, key, thing, day, at: when, actor })
        }),
  )
}
