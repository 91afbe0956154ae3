import { type CivilDate, type PartialDate, parseBirthDate, parseDate } from '../calendar.ts'
import { type Answer, type Answers, findUnanswered } from '../codes/answer.ts'
import { type Citizenship, findCitizenship } from '../codes/citizenships.ts'
import { fold } from '../codes/fold.ts'
import { findNeeds, type Need } from '../codes/needs.ts'
import { type Cell, cellStart, cellText, holdsText } from './cells.ts'
import type { Columns } from './columns.ts'
import { type ImportField, mayMean } from './fields.ts'
import type { RowError, RowReading, UnknownWord } from './row-errors.ts'

/** Codes given by hand to words that were not understood: by field, then by the folded word. */
export type Words = ReadonlyMap<string, ReadonlyMap<string, string>>

/** How rows of a file are read: its columns, what was said by hand, and the day it is. */
export type ReadingPlan = { columns: Columns; words: Words; today: CivilDate }

/** Characters that a cell may have, as in the contracts of contacts and persons; more is most often a missing quotation mark. */
const longest: Partial<Record<ImportField, number>> = {
  code: 60,
  familyName: 120,
  givenName: 120,
  phone: 40,
  needs: 1_000,
  note: 10_000,
  passport: 40,
  identityCard: 40,
  permit: 40,
  permitReceipt: 40,
  otherDocument: 40,
  taxCode: 20,
  address: 300,
}
const longestElsewhere = 200

/** Before any of these services existed: what is dated earlier is a slip of the pen. */
const firstDay = '1990-01-01'

/** Reads the cells of one row by the name of their field and gathers what is wrong. */
export class RowReader {
  readonly errors: RowError[] = []
  readonly #unknown: UnknownWord[] = []
  readonly #cells: readonly Cell[]
  readonly #plan: ReadingPlan
  readonly #row: number
  readonly #seen = new Map<ImportField, string>()

  constructor(cells: readonly Cell[], plan: ReadingPlan, row: number) {
    this.#cells = cells
    this.#plan = plan
    this.#row = row
  }

  /** A row that is shorter or longer than the headings has its cells in the wrong columns: nothing in it can be believed. */
  shapeError(): RowError | undefined {
    const width = this.#plan.columns.headings.length
    if (this.#cells.length < width) return { row: this.#row, column: '', code: 'too-few-columns' }
    const beyond = this.#cells.find((cell, index) => index >= width && holdsText(cell))
    if (!beyond) return undefined
    return { row: this.#row, column: '', code: 'too-many-columns', value: cellStart(beyond).slice(0, 40) }
  }

  fail(field: ImportField, code: RowError['code'], value = this.text(field)): void {
    const error: RowError = { row: this.#row, column: this.#heading(field), code }
    if (value !== '') error.value = value.slice(0, 40)
    this.errors.push(error)
  }

  failIfClean(field: ImportField, code: RowError['code']): void {
    if (!this.errors.some((error) => error.column === this.#heading(field))) this.fail(field, code)
  }

  /** The row, without fields that are not there, so that two readings of one row are deeply equal; or what is wrong. */
  outcome<R extends object>(row: R): RowReading<R> {
    if (this.errors.length > 0) return { ok: false, errors: this.errors, unknown: this.#unknown }
    return { ok: true, row: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as R }
  }

  /** The text of a cell; empty when the column is not there or the cell is unusable, which is said once. */
  text(field: ImportField): string {
    const known = this.#seen.get(field)
    if (known !== undefined) return known
    const at = this.#plan.columns.at[field]
    const cell = at === undefined ? undefined : this.#cells[at]
    const text = cellText(cell)
    const tooLong = cell?.kind === 'too-long' || text.length > (longest[field] ?? longestElsewhere)
    this.#seen.set(field, tooLong ? '' : text)
    if (tooLong) this.fail(field, 'cell-too-long', text)
    if (cell?.kind === 'formula') this.fail(field, 'formula')
    return tooLong ? '' : text
  }

  /** A text of one line, or nothing. */
  line(field: ImportField): string | undefined {
    return this.text(field).replace(/\s+/g, ' ') || undefined
  }

  code<C extends string>(
    field: ImportField,
    find: (text: string) => C | undefined,
    code: RowError['code'],
  ): C | undefined {
    const text = this.text(field)
    if (text === '') return undefined
    const found = (this.#said(field, text) as C | undefined) ?? find(text)
    if (found === undefined) {
      this.fail(field, code)
      this.#missed(field, text)
    }
    return found
  }

  day(field: ImportField): CivilDate | undefined {
    const text = this.text(field)
    if (findUnanswered(text)) return undefined
    const { today } = this.#plan
    const read = parseDate(text, today)
    if (!read.ok || read.date < firstDay) this.fail(field, 'date-invalid')
    else if (read.date > today) this.fail(field, 'date-future')
    else return read.date
    return undefined
  }

  birthDate(): Answer<PartialDate> {
    const text = this.text('birthDate')
    const special = findUnanswered(text)
    if (special) return special
    const read = parseBirthDate(text, this.#plan.today)
    if (read.ok) return read.date
    this.fail('birthDate', read.reason === 'future' ? 'date-future' : 'date-invalid')
    return 'not_asked'
  }

  citizenships(): Answers<Citizenship> {
    const text = this.text('citizenship')
    const find = (part: string) => (this.#said('citizenship', part) as Citizenship | undefined) ?? findCitizenship(part)
    const whole = find(text)
    if (whole) return [whole]
    const special = findUnanswered(text)
    if (special) return special
    const parts = text.split(/[/;,+\n]/).filter((part) => part.trim() !== '')
    const known = parts.flatMap((part) => find(part) ?? [])
    if (known.length < parts.length) this.fail('citizenship', 'citizenship-unknown')
    for (const part of parts) if (!find(part)) this.#missed('citizenship', part)
    return [...new Set(known)]
  }

  needs(): Answers<Need> {
    const read = findNeeds(this.text('needs'))
    const said = read.unknown.map((word) => [word, this.#said('needs', word) as Need | undefined] as const)
    const missed = said.flatMap(([word, code]) => (code ? [] : [word]))
    if (missed.length > 0) this.fail('needs', 'need-unknown', missed.join(', '))
    for (const word of missed) this.#missed('needs', word)
    const more = said.flatMap(([, code]) => code ?? [])
    return Array.isArray(read.needs) ? [...new Set([...read.needs, ...more])] : read.needs
  }

  #said(field: ImportField, text: string): string | undefined {
    const code = this.#plan.words.get(field)?.get(fold(text))
    return code !== undefined && mayMean(field, code) ? code : undefined
  }

  #missed(field: ImportField, text: string): void {
    const word = text.trim().replace(/\s+/g, ' ')
    if (word !== '') this.#unknown.push({ field, word: word.slice(0, 80) })
  }

  #heading(field: ImportField): string {
    const { at, headings } = this.#plan.columns
    const index = at[field]
    return index === undefined ? field : (headings[index] || `#${index + 1}`).slice(0, 60)
  }
}
