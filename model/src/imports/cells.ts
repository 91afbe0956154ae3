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

/** What stands in the cell, without blanks around it; nothing for a formula. */
export function cellText(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'empty' || cell.kind === 'formula') return ''
  if (cell.kind === 'date') return cell.date
  const text = cell.kind === 'too-long' ? cell.start : cell.text
  return text.replace(/\p{Cc}(?<![\n\t])/gu, '').trim()
}
