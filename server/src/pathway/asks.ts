import type { CivilDate } from '#model/calendar.ts'
import { MOST_FACTS, NewFollowUpFact } from '#model/pathway/contract.ts'
import { namesOfActors } from '../identity/asks.ts'
import type { At } from '../platform/door.ts'
import { notPossible } from '../platform/failure.ts'
import { dueThings, dueThingsIn, openSteps } from './due.ts'
import { happenedIn } from './happened.ts'
import { thingsOf } from './present.ts'
import { countOfCase, factsOfCases, insertFact, type Sealed, stepsOf } from './store.ts'

export { dueThings, openSteps }

/** All that was written in the pathways of some cases, each thing with its history. */
export const pathwaysOfCases = async (at: At, cases: readonly string[]) =>
  thingsOf(await factsOfCases(at, cases), await namesOfActors(at))

/** A goal with its steps, as they were agreed; false where an id stood there before: then the whole is not as it was meant. */
export async function addGoal(
  at: At,
  caseId: string,
  goal: Sealed['goal'] & { id: string },
  steps: readonly (Sealed['step'] & { id: string; account: string | null })[],
): Promise<boolean> {
  const { id, ...words } = goal
  let isNew = await insertFact(at, { caseId, kind: 'goal', thing: id, no: 0, words })
  for (const { id: step, account, ...said } of steps)
    isNew =
      (await insertFact(at, { caseId, kind: 'step', thing: step, no: 0, goal: id, owner: account, words: said })) &&
      isNew
  return isNew
}

/** What was told after the closing of a case, on somebody's behalf (demonstration data). */
export async function addFollowUp(at: At, caseId: string, id: string, said: unknown): Promise<void> {
  const { no, ...words } = NewFollowUpFact.parse(said)
  await insertFact(at, { caseId, kind: 'follow-up', thing: id, no, words })
}

/** What is due in a case that is open, or since a day closed: its open steps, its next review, what is to be asked after the closing. */
export const dueInCase = (at: At, caseId: string, closedOn: CivilDate | null) => dueThingsIn(at, caseId, closedOn)
/** What happened in the pathway of a case. */
export const pathwayHappened = (at: At, caseId: string) => happenedIn(at, caseId)
/** Gives steps of a case from one colleague to another; false where one of them is not so any more. */
export async function giveSteps(
  at: At,
  { caseId, from, to, steps }: { caseId: string; from: string; to: string; steps: readonly string[] },
): Promise<boolean> {
  if (steps.length === 0) return true
  if ((await countOfCase(at, caseId)) + steps.length > MOST_FACTS) throw notPossible('pathway-full')
  const facts = await stepsOf(at, [caseId])
  for (const thing of steps) {
    const fact = facts.find((each) => each.thing === thing)
    if (fact?.kind !== 'step' || fact.owner !== from || fact.goal_id === null) return false
    const { no, words, goal_id: goal } = fact
    if (!(await insertFact(at, { caseId, kind: 'step', thing, no, goal, owner: to, words }))) return false
  }
  return true
}
