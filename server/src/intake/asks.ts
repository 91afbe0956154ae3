import type { GivenAnswer } from '#model/intake/sign-contract.ts'
import type { At } from '../platform/door.ts'
import { answersOfCase } from './sign-store.ts'

/** Every answer about signs of these cases of this desk, the last first. */
export const answersOfCases = async (at: At, cases: readonly string[]): Promise<GivenAnswer[]> =>
  (await Promise.all(cases.map((id) => answersOfCase(at, id)))).flat()
