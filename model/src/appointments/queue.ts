import type { WalkInAct, WalkInState } from './contract-queue.ts'

const steps = {
  waiting: { take: 'with', leave: 'left' },
  with: { finish: 'done', return: 'waiting', leave: 'left' },
  done: { return: 'waiting' },
  left: { return: 'waiting' },
} satisfies Record<WalkInState, Partial<Record<WalkInAct, WalkInState>>>

/** How who came stands after an act; nothing where it cannot be done. */
export const afterAct = (state: WalkInState, act: WalkInAct): WalkInState | undefined =>
  (steps[state] as Partial<Record<WalkInAct, WalkInState>>)[act]

export const actsOnWalkIn = (state: WalkInState): WalkInAct[] => Object.keys(steps[state]) as WalkInAct[]
