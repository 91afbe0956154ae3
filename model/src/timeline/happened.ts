import type { Happening, HappeningKind, happenings } from './contract.ts'

/** Something that happened, as the subject of its kind tells it: who did it is not named yet. */
export type Happened = Omit<Happening, 'by'> & { actor: string }

type Told<K extends HappeningKind> = Pick<Happened, 'thing' | 'day' | 'at' | 'actor'> &
  Partial<Pick<Happened, 'what' | 'code' | 'state' | 'until' | 'time' | 'count'>> & {
    kind: K
    act: (typeof happenings)[K][number]
    /** Tells it from the others of its kind. */
    key: string
  }

/** One line; what is not said of it is empty. */
export const happened = <K extends HappeningKind>({ kind, act, key, ...told }: Told<K>): Happened => ({
  ...{ what: '', code: '', state: '', until: null, time: '', count: 1 },
  ...told,
  ...{ id: `${kind} ${key}`, kind, act },
})

/** Records that one colleague wrote on one day are one line. */
export function inOneLine(lines: readonly Happened[]): Happened[] {
  return [
    ...Map.groupBy(lines, ({ day, at, actor, act }) => [day, at.slice(0, 10), actor, act].join(' ')).values(),
  ].flatMap((all) => {
    const last = all.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1)
    return last ? [{ ...last, count: all.length }] : []
  })
}
