import type { NewArrival, NewDecision, NewPayment } from '#model/intake/arrival-contract.ts'
import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import type { At } from '../platform/door.ts'
import { toldOf } from './arrival-present.ts'
import { insertFact } from './arrival-store.ts'
import { answersOfCase } from './sign-store.ts'

/** Every answer about signs of these cases of this desk, the last first. */
export const answersOfCases = async (at: At, cases: readonly string[]): Promise<GivenAnswer[]> =>
  (await Promise.all(cases.map((id) => answersOfCase(at, id)))).flat()

/** How the persons of these cases came, what was paid and what others decided, each with its history. */
export const arrivalsOfCases = (at: At, cases: readonly string[]) => toldOf(at, cases)

/** How the person of a case came, what was paid and what others decided: written the first time (demonstration data). */
export const addArrival = (at: At, caseId: string, { no, ...words }: NewArrival) =>
  insertFact(at, 'arrival_fact', { caseId, thing: caseId, no, words })
export const addPayment = (at: At, caseId: string, id: string, { no, ...words }: NewPayment) =>
  insertFact(at, 'arrival_fact', { caseId, thing: id, no, words })
export const addDecision = (at: At, caseId: string, id: string, { no, ...words }: NewDecision) =>
  insertFact(at, 'decision_fact', { caseId, thing: id, no, words })
