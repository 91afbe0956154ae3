/** One cell of a table that came from outside, as far as the file says what it is. */
export type Cell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `text`: the number as a person would type it, without exponent or thousands. */
  | { kind: 'number'; text: string }
  /** 'YYYY-MM-DD'; a time in the cell is dropped. */
  | { kind: 'date'; date: string }
  /** Its stored result is not believed: nobody knows when it was computed, and from which other file. */
  | { kind: 'formula' }
  /** Longer than a spreadsheet allows; only the beginning was kept. */
  | { kind: 'too-long'; start: string }

/** Of a text that is only shown, or is a heading, no more than this is looked at: one long text may stand in all cells. */
const START = 200

function written(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'empty' || cell.kind === 'formula') return ''
  if (cell.kind === 'date') return cell.date
  return cell.kind === 'too-long' ? cell.start : cell.text
}

/** What stands in the cell, without blanks around it; nothing for a formula. */
export const cellText = (cell: Cell | undefined): string => cleaned(written(cell))

/** Its beginning. */
export const cellStart = (cell: Cell | undefined): string => cleaned(written(cell).slice(0, START))

/** Whether anything stands in the cell. A long text does, whatever it is made of. */
export function holdsText(cell: Cell): boolean {
  const text = written(cell)
  return text.length > START || cleaned(text) !== ''
}

function cleaned(text: string): string {
  return text.replace(/\p{Cc}(?<![\n\t])/gu, '').trim()
}
