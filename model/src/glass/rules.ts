import { isoOf, millisecondsOf } from '../calendar.ts'
import type { Glass } from './contract.ts'

/** An emergency access lasts two hours; whoever needs more says why once more. */
export const glassEnds = (openedAt: string): string => isoOf(millisecondsOf(openedAt) + 2 * 3_600_000)

/** How many a member of a desk may open in twenty-four hours. */
export const MOST_A_DAY = 5

/** An access that was asked for is counted for this long although it did not open: it may be about to. */
export const minuteBefore = (now: string): string => isoOf(millisecondsOf(now) - 60_000)

export const dayBefore = (now: string): string => isoOf(millisecondsOf(now) - 24 * 3_600_000)

type Standing = { endsAt: string; ended: unknown; reviewed: unknown }

/** Open until its very end, and no longer than somebody ends it. */
export const isOpen = ({ endsAt, ended }: Pick<Standing, 'endsAt' | 'ended'>, now: string): boolean =>
  ended === null && now < endsAt

/** Who asks: the member who opened it, in the desk from which it was opened (`isReader`) or in any (`isSelf`), and whether a coordinator of the desk whose case it is. May be all. */
export type Party = { isReader: boolean; isSelf: boolean; isOwner: boolean }

/** What may be done with it. Nobody reviews the own access. */
export function mayDo(glass: Standing, { isReader, isSelf, isOwner }: Party, now: string): Glass['can'] {
  const open = isOpen(glass, now)
  return [
    ...(open && isReader ? (['read'] as const) : []),
    ...(open && (isReader || isOwner) ? (['end'] as const) : []),
    ...(glass.reviewed === null && isOwner && !isSelf ? (['review'] as const) : []),
  ]
}
