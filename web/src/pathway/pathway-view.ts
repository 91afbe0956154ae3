import type { CivilDate } from '#model/calendar.ts'
import { needs } from '#model/codes/needs.ts'
import type { FollowUpFact, GoalFact, Pathway, ReviewFact, StepFact } from '#model/pathway/contract.ts'
import { byDue, dueOn } from '#model/pathway/rules.ts'

export type StepRow = {
  id: string
  goal: string
  latest: StepFact
  history: StepFact[]
  due: ReturnType<typeof dueOn>
}
export type GoalRow = { id: string; latest: GoalFact; history: GoalFact[]; steps: StepRow[] }
export type ReviewRow = { id: string; latest: ReviewFact; history: ReviewFact[] }
export type Area = { code: GoalFact['area']; goals: GoalRow[] }

/** Something that was written, in the order of time. */
export type Change =
  | { what: 'goal'; fact: GoalFact; first: boolean }
  | { what: 'step'; fact: StepFact; first: boolean }
  | { what: 'review'; fact: ReviewFact; first: boolean }
  | { what: 'follow-up'; fact: FollowUpFact; first: boolean }

type Things<F> = { id: string; history: F[] }
const latestOf = <F>(thing: Things<F>): F => thing.history[0] as F

function stepRows({ steps, today }: Pathway, goal: string, isOpen: boolean): StepRow[] {
  return steps
    .filter((step) => step.goal === goal && latestOf(step).state !== 'withdrawn')
    .map((step) => {
      const latest = latestOf(step)
      // What is done, or belongs to a goal that is closed, is not waited for.
      const due = isOpen && latest.state === 'open' ? dueOn(latest.due, today) : null
      return { ...step, latest, due }
    })
    .sort(
      (one, other) =>
        Number(one.latest.state === 'done') - Number(other.latest.state === 'done') ||
        byDue({ id: one.id, due: one.latest.due }, { id: other.id, due: other.latest.due }),
    )
}

/** Goals by area, in the order of the list of areas; in each the open ones first. */
export function areasOf(data: Pathway): Area[] {
  const goals = data.goals
    .filter((goal) => latestOf(goal).state !== 'withdrawn')
    .map((goal): GoalRow => {
      const latest = latestOf(goal)
      return { ...goal, latest, steps: stepRows(data, goal.id, latest.state === 'open') }
    })
    .sort(
      (one, other) =>
        Number(one.latest.state !== 'open') - Number(other.latest.state !== 'open') || (one.id < other.id ? -1 : 1),
    )
  return needs.flatMap(({ code }) => {
    const here = goals.filter(({ latest }) => latest.area === code)
    return here.length > 0 ? [{ code, goals: here }] : []
  })
}

/** Reviews that were not taken back, the last first. */
export const reviewsOf = ({ reviews }: Pathway): ReviewRow[] =>
  reviews
    .map((review) => ({ ...review, latest: latestOf(review) }))
    .filter(({ latest }) => !latest.withdrawn)
    .sort((one, other) => (`${one.latest.day} ${one.id}` < `${other.latest.day} ${other.id}` ? 1 : -1))

/** All that was written, the last first. */
export function changesOf({ goals, steps, reviews, followUps }: Pathway): Change[] {
  const each = <F extends { no: number }>(things: Things<F>[]) =>
    things.flatMap(({ history }) => history.map((fact) => ({ fact, first: fact.no === 1 })))
  return [
    ...each(goals).map((one): Change => ({ what: 'goal', ...one })),
    ...each(steps).map((one): Change => ({ what: 'step', ...one })),
    ...each(reviews).map((one): Change => ({ what: 'review', ...one })),
    ...each(followUps).map((one): Change => ({ what: 'follow-up', ...one })),
  ].sort((one, other) => (one.fact.at < other.fact.at ? 1 : -1))
}

/** What waits, for the strip under the title. */
export function countsOf(areas: readonly Area[], reviews: readonly ReviewRow[]) {
  const goals = areas.flatMap((area) => area.goals).filter(({ latest }) => latest.state === 'open')
  const steps = goals.flatMap((goal) => goal.steps).filter(({ latest }) => latest.state === 'open')
  return {
    goals: goals.length,
    steps: steps.length,
    overdue: steps.filter(({ due }) => due === 'overdue').length,
    nextReview: (reviews[0]?.latest.nextOn ?? null) as CivilDate | null,
  }
}
