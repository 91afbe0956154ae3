import { type Answers, isAnswered, type Unanswered, unanswered } from './answer.ts'

/** A list answer as it is stored: its codes, or the one word that says why there is none. */
export const storedList = <T extends string>(given: Answers<T>): string[] => (isAnswered(given) ? given : [given])

/** The stored form read back. */
export const listAnswer = <T extends string>(stored: readonly string[]): Answers<T> =>
  stored.length === 1 && unanswered.includes(stored[0] as Unanswered) ? (stored[0] as Unanswered) : (stored as T[])
