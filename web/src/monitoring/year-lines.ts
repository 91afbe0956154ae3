import type { YearCell } from '#model/monitoring/contract.ts'
import { isUnsaid } from './shares.ts'

export type Counted = 'contacts' | 'casesOpened'

/** A count of the year's table. `few`: what is known only as "a few" is in it, each with one at least. */
export type Figure = { least: number; few: boolean }
export type YearLine = { citizenship: string; sex: string; months: Figure[]; total: Figure }

const nothing: Figure = { least: 0, few: false }
const add = (one: Figure, other: Figure): Figure => ({
  least: one.least + other.least,
  few: one.few || other.few,
})
const sumOf = (figures: readonly Figure[]): Figure => figures.reduce(add, nothing)

/**
 * The year's table: a line for each citizenship and sex, twelve months and their total; and the totals of the months.
 * The citizenship that is met most comes first; what was not asked or declined comes last.
 */
export function yearLines(
  cells: readonly YearCell[],
  counted: Counted,
): { lines: YearLine[]; months: Figure[]; total: Figure } {
  const found = new Map<string, YearLine>()
  const byCitizenship = new Map<string, number>()
  for (const cell of cells) {
    const count = cell[counted]
    if (count === 0) continue
    const key = `${cell.citizenship} ${cell.sex}`
    const line = found.get(key) ?? {
      citizenship: cell.citizenship,
      sex: cell.sex,
      months: Array.from({ length: 12 }, () => nothing),
      total: nothing,
    }
    const figure: Figure = count === null ? { least: 1, few: true } : { least: count, few: false }
    const at = Number(cell.month.slice(5)) - 1
    line.months[at] = add(line.months[at] ?? nothing, figure)
    line.total = add(line.total, figure)
    found.set(key, line)
    byCitizenship.set(cell.citizenship, (byCitizenship.get(cell.citizenship) ?? 0) + figure.least)
  }
  const met = (line: YearLine) => byCitizenship.get(line.citizenship) ?? 0
  const lines = [...found.values()].sort(
    (one, other) =>
      Number(isUnsaid(one.citizenship)) - Number(isUnsaid(other.citizenship)) ||
      met(other) - met(one) ||
      one.citizenship.localeCompare(other.citizenship) ||
      Number(isUnsaid(one.sex)) - Number(isUnsaid(other.sex)) ||
      other.total.least - one.total.least ||
      one.sex.localeCompare(other.sex),
  )
  const months = Array.from({ length: 12 }, (_, at) => sumOf(lines.map((line) => line.months[at] ?? nothing)))
  return { lines, months, total: sumOf(months) }
}
