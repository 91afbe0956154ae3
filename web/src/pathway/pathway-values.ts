import type { CivilDate } from '#model/calendar.ts'
import type { Need } from '#model/codes/needs.ts'
import type { GoalFact, GoalState, NewGoalFact, NewReviewFact, NewStepFact, StepFact } from '#model/pathway/contract.ts'
import { asksWhy, goalProblem, hasDay, reviewProblem, stepProblem } from '#model/pathway/rules.ts'
import { readDate, todayHere, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** The forms of a pathway, as they are typed. `of`: the thing that is changed; `no`: after which record it was begun. */
export type GoalValues = {
  of: string | null
  no: number
  area: Need | ''
  text: string
  agreedOn: string
  state: GoalState
  since: string
  why: string
  discreet: boolean
}
/** `owner`: `person`, `other`, or the account of a colleague. */
export type StepValues = {
  of: string | null
  no: number
  goal: string
  text: string
  owner: string
  other: string
  due: string
  doneOn: string
  discreet: boolean
}
export type ReviewValues = { text: string; day: string; nextOn: string }

export const goalValues = (of: string | null, latest: GoalFact | undefined): GoalValues => ({
  of,
  no: latest?.no ?? 0,
  area: latest?.area ?? '',
  text: latest?.text ?? '',
  agreedOn: latest ? typed(latest.agreedOn) : '',
  state: latest?.state ?? 'open',
  since: latest?.since ? typed(latest.since) : '',
  why: latest?.why ?? '',
  discreet: latest?.discreet ?? false,
})

export const stepValues = (step: { id: string; goal: string; latest: StepFact }): StepValues => ({
  of: step.id,
  no: step.latest.no,
  goal: step.goal,
  text: step.latest.text,
  owner: step.latest.account ?? step.latest.owner,
  other: step.latest.owner === 'other' ? step.latest.ownerName : '',
  due: step.latest.due ? typed(step.latest.due) : '',
  doneOn: step.latest.doneOn ? typed(step.latest.doneOn) : '',
  discreet: step.latest.discreet,
})

type Wrong = Record<string, string>
type Problem = { field: string; code: string } | null

const sayOf = (problem: Problem): Wrong =>
  problem
    ? {
        [problem.field]:
          problem.code === 'before' ? 'pathway.wrong-before' : `field.${keyOf[problem.code] ?? 'invalid'}`,
      }
    : {}
const keyOf: Record<string, string> = { missing: 'missing', 'date-future': 'date-future' }

/** Days as they were typed: read, left empty, or wrong. */
export function readDays<F extends string>(
  texts: Record<F, string>,
): { days: Record<F, CivilDate | null>; wrong: Wrong } {
  const days = {} as Record<F, CivilDate | null>
  const wrong: Wrong = {}
  for (const [field, text] of Object.entries(texts) as [F, string][]) {
    const read = text.trim() ? readDate(text) : null
    days[field] = read?.ok ? (read.date as CivilDate) : null
    if (read && !read.ok) wrong[field] = `field.${read.reason}`
  }
  return { days, wrong }
}

const answer = <B>(body: B, wrong: Wrong): Read<B> =>
  Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, body }

/** Agreed today, and come to stand so today, unless another day is said. */
export function readGoal({ no, area, text, agreedOn, state, since, why, discreet }: GoalValues): Read<NewGoalFact> {
  const today = typed(todayHere())
  const { days, wrong } = readDays({ agreedOn: agreedOn || today, since: hasDay(state) ? since || today : '' })
  const missing = { ...(!area && { area: 'field.missing' }), ...(!text.trim() && { text: 'field.missing' }) }
  const body: NewGoalFact = {
    no,
    area: area as Need,
    text,
    agreedOn: days.agreedOn as CivilDate,
    state,
    since: days.since,
    // A word on how it was reached may stand too.
    why: hasDay(state) ? why.trim() : '',
    discreet,
  }
  const days_wrong = Object.keys(wrong).length > 0
  return answer(body, { ...missing, ...wrong, ...(days_wrong ? {} : sayOf(goalProblem(body, todayHere()))) })
}

/** Whether a reason is asked for, or only may be given. */
export const whyIsOptional = (state: GoalState): boolean => !asksWhy(state)

export function readStep(
  { no, goal, text, owner, other, due, doneOn, discreet }: StepValues,
  isDone: boolean,
): Read<NewStepFact> {
  const { days, wrong } = readDays({ due, doneOn: isDone ? doneOn || typed(todayHere()) : '' })
  const kind = owner === 'person' || owner === 'other' ? owner : 'member'
  const body: NewStepFact = {
    no,
    goal,
    text,
    owner: kind,
    account: kind === 'member' ? owner || null : null,
    other: kind === 'other' ? other.trim() : '',
    due: days.due,
    state: isDone ? 'done' : 'open',
    doneOn: days.doneOn,
    discreet,
  }
  const missing = { ...(!goal && { goal: 'field.missing' }), ...(!text.trim() && { text: 'field.missing' }) }
  return answer(body, { ...sayOf(stepProblem(body, todayHere())), ...wrong, ...missing })
}

export function readReview({ text, day, nextOn }: ReviewValues): Read<NewReviewFact> {
  const { days, wrong } = readDays({ day: day || typed(todayHere()), nextOn })
  const body: NewReviewFact = { no: 0, day: days.day as CivilDate, text, nextOn: days.nextOn, withdrawn: false }
  const beside = wrong.day ? {} : sayOf(reviewProblem(body, todayHere()))
  return answer(body, { ...beside, ...wrong, ...(!text.trim() && { text: 'field.missing' }) })
}

/** What is sent to change a step, or a goal, in one thing only. */
export function stepBody(
  { goal, latest }: { goal: string; latest: StepFact },
  change: Partial<NewStepFact>,
): NewStepFact {
  const { no, text, owner, account, ownerName, due, state, doneOn, discreet } = latest
  return {
    no,
    goal,
    text,
    owner,
    account,
    other: owner === 'other' ? ownerName : '',
    due,
    state,
    doneOn,
    discreet,
    ...change,
  }
}
export function goalBody(latest: GoalFact, change: Partial<NewGoalFact>): NewGoalFact {
  const { no, area, text, agreedOn, state, since, why, discreet } = latest
  return { no, area, text, agreedOn, state, since, why, discreet, ...change }
}
