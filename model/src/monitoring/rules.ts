import type { TargetStanding } from './contract.ts'

/** Where a figure lies against its target range, both ends included. */
export const standingOf = (actual: number, { min, max }: { min: number; max: number }): TargetStanding['standing'] =>
  actual < min ? 'below' : actual > max ? 'above' : 'within'

/** Under this many, a cell of month, sex and citizenship could point at one person. */
export const FEW = 3

/** A count as somebody may see it who does not read persons: `null` says "a few". Zero says that there was nobody. */
export const blurred = (count: number): number | null => (count > 0 && count < FEW ? null : count)
