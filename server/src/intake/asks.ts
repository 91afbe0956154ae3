import { type CivilDate, today } from '#model/calendar.ts'
import type { NewArrival, NewDecision, NewPayment } from '#model/intake/arrival-contract.ts'
import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import { type Happened, happened, inOneLine } from '#model/timeline/happened.ts'
import type { At } from '../platform/door.ts'
import { toldOf } from './arrival-present.ts'
import { arrivalsOf, decisionsOf, type Fact, insertFact } from './arrival-store.ts'
import { answerRows, answersOfCase } from './sign-store.ts'

/** Every answer about signs of these cases of this desk, the last first. */
export const answersOfCases = async (at: At, cases: readonly string[]): Promise<GivenAnswer[]> =>
  (await Promise.all(cases.map((id) => answersOfCase(at, id)))).flat()

/** Whether it was answered in a case that papers were taken, or that they were not. */
export const knowsOfPapers = async (at: At, caseId: string): Promise<boolean> =>
  (await answersOfCase(at, caseId)).some(
    ({ sign, answer }) => (sign === 'papers-taken' || sign === 'recruited-papers-taken') && answer !== 'not_asked',
  )

/** How the persons of these cases came, what was paid and what others decided, each with its history. */
export const arrivalsOfCases = (at: At, cases: readonly string[]) => toldOf(at, cases)

/** How the person of a case came, what was paid and what others decided: written the first time (demonstration data). */
export const addArrival = (at: At, caseId: string, { no, ...words }: NewArrival) =>
  insertFact(at, 'arrival_fact', { caseId, thing: caseId, no, words })
export const addPayment = (at: At, caseId: string, id: string, { no, ...words }: NewPayment) =>
  insertFact(at, 'arrival_fact', { caseId, thing: id, no, words })
export const addDecision = (at: At, caseId: string, id: string, { no, ...words }: NewDecision) =>
  insertFact(at, 'decision_fact', { caseId, thing: id, no, words })

const isTakenBack = ({ words }: Fact<'arrival' | 'payment' | 'decision'>) => 'withdrawn' in words && words.withdrawn

/** Records of things that hold; of what was written by mistake none. */
const holding = <K extends 'arrival' | 'payment' | 'decision'>(facts: Fact<K>[]): Fact<K>[] =>
  [...Map.groupBy(facts, ({ thing }) => thing).values()].filter(([last]) => last && !isTakenBack(last)).flat()

/** What was answered about signs, how the person came and what others decided: that it was written, never what. */
export async function intakeHappened(at: At, caseId: string): Promise<Happened[]> {
  const [answers, { arrivals, payments }, decisions] = await Promise.all([
    answerRows(at, caseId),
    arrivalsOf(at, [caseId]),
    decisionsOf(at, [caseId]),
  ])
  const written = ({ thing, no, by, at: when }: Fact<'arrival' | 'payment' | 'decision'>) => ({
    ...{ key: `${thing}#${no}`, thing: caseId, day: today(when), at: when, actor: by },
  })
  return [
    ...inOneLine(
      answers.map(({ id, day, by, at: when }) =>
        happened({
          ...{ kind: 'signs', act: 'answered', key: id, thing: caseId, day: day as CivilDate, at: when, actor: by },
        }),
      ),
    ),
    ...holding(decisions).map((fact) =>
      happened({ kind: 'signs', act: fact.no === 1 ? 'decision' : 'decision-corrected', ...written(fact) }),
    ),
    ...holding(arrivals).map((fact) =>
      happened({ kind: 'arrival', act: fact.no === 1 ? 'arrival' : 'corrected', ...written(fact) }),
    ),
    ...holding(payments).map((fact) =>
      happened({ kind: 'arrival', act: fact.no === 1 ? 'payment' : 'corrected', ...written(fact) }),
    ),
  ]
}
