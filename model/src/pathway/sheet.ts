import type { CivilDate } from '../calendar.ts'
import type { Need } from '../codes/needs.ts'
import type { GoalFact, Pathway, StepFact } from './contract.ts'
import { byDue } from './rules.ts'

/**
 * Areas that say nothing of somebody who exploits, of an authority, of a claim or of leaving: found in a pocket, a course or
 * a doctor is anybody's. All others stand on a discreet sheet only if somebody said of the goal that it may.
 */
const plainAreas: readonly Need[] = ['italian', 'literacy', 'training', 'health']

export type SheetStep = {
  text: string | null
  owner: StepFact['owner'] | null
  who: string
  due: CivilDate | null
  done: boolean
}
export type SheetBlock = {
  /** Nothing: what it is about is not said. */
  area: Need | null
  goal: string | null
  agreedOn: CivilDate | null
  reached: boolean
  steps: SheetStep[]
}
export type Sheet = { blocks: SheetBlock[]; next: CivilDate | null }

type Whole = Pick<Pathway, 'goals' | 'steps' | 'reviews'>
const latestOf = <F>({ history }: { history: F[] }): F => history[0] as F

const stepsOf = (steps: Whole['steps'], goal: string): { id: string; fact: StepFact }[] =>
  steps
    .filter((step) => step.goal === goal)
    .map((step) => ({ id: step.id, fact: latestOf(step) }))
    .filter(({ fact }) => fact.state !== 'withdrawn')
    .sort((one, other) => byDue({ id: one.id, due: one.fact.due }, { id: other.id, due: other.fact.due }))

/** The day on which it is talked over next, as the last review said. */
function nextOf(reviews: Whole['reviews'], today: CivilDate): CivilDate | null {
  const held = reviews.map((review) => ({ id: review.id, ...latestOf(review) })).filter(({ withdrawn }) => !withdrawn)
  const last = held.sort((one, other) => (`${one.day} ${one.id}` < `${other.day} ${other.id}` ? 1 : -1))[0]
  return last?.nextOn && last.nextOn >= today ? last.nextOn : null
}

/** All that was agreed and holds: open goals and those that were reached, with their steps. */
function fullBlock(fact: GoalFact, steps: { fact: StepFact }[]): SheetBlock {
  return {
    area: fact.area,
    goal: fact.text,
    agreedOn: fact.agreedOn,
    reached: fact.state === 'reached',
    steps: steps.map(({ fact: { text, owner, ownerName, due, state } }) => ({
      ...{ text, owner, who: owner === 'other' ? ownerName : '', due, done: state === 'done' },
    })),
  }
}

/** Of an open goal the days of its steps, and in words only what may stand there. Nothing of who does it. */
function discreetBlock(fact: GoalFact, steps: { fact: StepFact }[]): SheetBlock {
  return {
    area: fact.discreet || plainAreas.includes(fact.area) ? fact.area : null,
    goal: fact.discreet ? fact.text : null,
    agreedOn: null,
    reached: false,
    steps: steps
      .filter(({ fact: { state, due, discreet } }) => state === 'open' && (discreet || due !== null))
      .map(({ fact: { text, due, discreet } }) => ({
        ...{ text: discreet ? text : null, owner: null, who: '', due, done: false },
      })),
  }
}

/** What says nothing of its goal stands together: not even how many goals there are is told. */
function together(blocks: readonly SheetBlock[]): SheetBlock[] {
  const named = blocks.filter(({ goal }) => goal !== null)
  const byArea = Map.groupBy(
    blocks.filter(({ goal, steps }) => goal === null && steps.length > 0),
    ({ area }) => area,
  )
  const rest = [...byArea].map(([area, all]) => {
    const steps = all.flatMap((block) => block.steps)
    const sorted = steps.sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'))
    return { area, goal: null, agreedOn: null, reached: false, steps: sorted }
  })
  return [...named, ...rest]
}

/** What stands on the sheet that the person keeps. */
export function sheetOf({ goals, steps, reviews }: Whole, discreet: boolean, today: CivilDate): Sheet {
  const shown = goals
    .map((goal) => ({ id: goal.id, fact: latestOf(goal) }))
    .filter(({ fact: { state } }) => state === 'open' || (state === 'reached' && !discreet))
  const blocks = shown.map(({ id, fact }) =>
    discreet ? discreetBlock(fact, stepsOf(steps, id)) : fullBlock(fact, stepsOf(steps, id)),
  )
  return { blocks: discreet ? together(blocks) : blocks, next: nextOf(reviews, today) }
}
