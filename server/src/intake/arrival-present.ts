import { caseBrief } from '../cases/asks.ts'
import { namesOfActors } from '../identity/asks.ts'
import { namesOfPersons } from '../people/asks.ts'
import type { At } from '../platform/door.ts'
import { notFound } from '../platform/failure.ts'
import { arrivalsOf, decisionsOf, type Fact } from './arrival-store.ts'

type Kind = 'arrival' | 'payment' | 'decision'

/** Arrivals, payments and decisions of some cases, each with its history. */
export async function toldOf(at: At, cases: readonly string[]) {
  const [{ arrivals, payments }, decisions, nameOf] = await Promise.all([
    arrivalsOf(at, cases),
    decisionsOf(at, cases),
    namesOfActors(at),
  ])
  const said = <K extends Kind>({ words, no, by, at: when }: Fact<K>) => ({ ...words, no, by: nameOf(by), at: when })
  const byThing = <K extends Kind>(facts: readonly Fact<K>[]) =>
    [...Map.groupBy(facts, ({ thing }) => thing)].map(([id, history]) => ({ id, history: history.map(said<K>) }))
  return { arrivals: byThing(arrivals), payments: byThing(payments), decisions: byThing(decisions) }
}

/** What is told of a case, whole. */
export async function arrivalOf(at: At, caseId: string) {
  const kase = await caseBrief(at, caseId)
  if (!kase) throw notFound()
  const [{ arrivals, payments, decisions }, names] = await Promise.all([
    toldOf(at, [caseId]),
    namesOfPersons(at, [kase.personId]),
  ])
  const person = names.get(kase.personId) ?? { name: '', code: '', erased: false }
  return {
    caseId,
    today: at.today,
    person: { id: kase.personId, ...person },
    arrival: arrivals[0]?.history ?? [],
    payments,
    decisions,
    can: kase.mayWrite && !person.erased ? (['write'] as const).slice() : [],
  }
}
