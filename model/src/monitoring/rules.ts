import type { TargetStanding } from './contract.ts'

/** Where a figure lies against its target range, both ends included. */
export const standingOf = (actual: number, { min, max }: { min: number; max: number }): TargetStanding['standing'] =>
  actual < min ? 'below' : actual > max ? 'above' : 'within'
