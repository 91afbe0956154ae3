import type { FollowUpFact, GoalFact, Pathway, ReviewFact, StepFact } from '#model/pathway/contract.ts'
import { type CaseBrief, caseBrief } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { type Fact, factsOfCases } from './store.ts'

type NameOf = (actor: string) => string

const written = ({ no, by, at }: Fact, nameOf: NameOf) => ({ no, by: nameOf(by), at })

const goalOf = (fact: Fact<'goal'>, nameOf: NameOf): GoalFact => ({ ...written(fact, nameOf), ...fact.words })

function stepOf(fact: Fact<'step'>, nameOf: NameOf): StepFact {
  const { other, ...words } = fact.words
  const ownerName = fact.owner ? nameOf(`account:${fact.owner}`) : other
  return { ...written(fact, nameOf), ...words, account: fact.owner, ownerName }
}

const reviewOf = (fact: Fact<'review'>, nameOf: NameOf): ReviewFact => ({ ...written(fact, nameOf), ...fact.words })

const followUpOf = (fact: Fact<'follow-up'>, nameOf: NameOf): FollowUpFact => ({
  ...written(fact, nameOf),
  ...fact.words,
})

/** Records by the thing they are of; of each the one that holds stands first. */
const byThing = <F extends Fact>(facts: readonly F[]): [string, [F, ...F[]]][] => [
  ...(Map.groupBy(facts, ({ thing }) => thing) as Map<string, [F, ...F[]]>),
]

/** Goals, steps, reviews and what was told after the closing, each with its history. */
export function thingsOf(facts: readonly Fact[], nameOf: NameOf) {
  const goals = facts.flatMap((fact) => (fact.kind === 'goal' ? [fact] : []))
  const steps = facts.flatMap((fact) => (fact.kind === 'step' ? [fact] : []))
  const reviews = facts.flatMap((fact) => (fact.kind === 'review' ? [fact] : []))
  const followUps = facts.flatMap((fact) => (fact.kind === 'follow-up' ? [fact] : []))
  return {
    goals: byThing(goals).map(([id, history]) => ({ id, history: history.map((fact) => goalOf(fact, nameOf)) })),
    steps: byThing(steps).map(([id, history]) => ({
      id,
      goal: history[0].goal_id as string,
      history: history.map((fact) => stepOf(fact, nameOf)),
    })),
    reviews: byThing(reviews).map(([id, history]) => ({
      id,
      history: history.map((fact) => reviewOf(fact, nameOf)),
    })),
    followUps: byThing(followUps).map(([id, history]) => ({
      id,
      history: history.map((fact) => followUpOf(fact, nameOf)),
    })),
  }
}

const mayOf = ({ mayWrite, mayFollowUp }: CaseBrief): Pathway['can'] =>
  mayWrite ? ['write'] : mayFollowUp ? ['follow-up'] : []

/** The pathway of a case, whole. */
export async function pathwayOf(at: At, caseId: string) {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  const [facts, names, nameOf] = await Promise.all([
    factsOfCases(at, [caseId]),
    namesOfPersons(at, [kase.personId]),
    namesOfActors(at),
  ])
  const person = names.get(kase.personId) ?? { name: '', code: '', erased: false }
  return {
    caseId,
    today: at.today,
    closedOn: kase.closedOn,
    person: { id: kase.personId, ...person },
    ...thingsOf(facts, nameOf),
    can: person.erased ? [] : mayOf(kase),
  }
}
