import { type CivilDate, type PartialDate, parseBirthDate, parseDate } from '../calendar.ts'
import { type Answer, type Answers, findUnanswered, findYesNo, type YesNo } from '../codes/answer.ts'
import { findChannel } from '../codes/channels.ts'
import { type Citizenship, findCitizenship } from '../codes/citizenships.ts'
import { findNeeds, type Need } from '../codes/needs.ts'
import { findSector, type Sector } from '../codes/sectors.ts'
import { findSex, type Sex } from '../codes/sexes.ts'
import { findStayDocument, type StayDocument } from '../codes/stay-documents.ts'
import { type Cell, cellText } from './cells.ts'
import type { RegisterRow, RowError } from './register.ts'
import type { Columns, RegisterField } from './register-columns.ts'

export type RowReading = { ok: true; row: RegisterRow } | { ok: false; errors: RowError[] }

/** Characters that a cell may have, as in the contracts of contacts and persons; more is most often a missing quotation mark. */
const longest: Partial<Record<RegisterField, number>> = {
  code: 60,
  familyName: 120,
  givenName: 120,
  phone: 40,
  needs: 1_000,
  note: 10_000,
}
const longestElsewhere = 200

/** Before any of these services existed: a contact dated earlier is a slip of the pen. */
const firstContact = '1990-01-01'

/** Turns the cells of one row into a contact, or says everything that is wrong with it at once. */
export function readRegisterRow(
  cells: readonly Cell[],
  columns: Columns,
  rowNumber: number,
  today: CivilDate,
): RowReading {
  const reader = new RowReader(cells, columns, rowNumber)
  const shape = reader.checkShape()
  if (shape) return { ok: false, errors: [shape] }
  const contactDate = reader.day('contactDate', today)
  if (contactDate === undefined) reader.failIfClean('contactDate', 'date-missing')
  const takenOn = reader.day('takenOn', today)
  const row = {
    ...reader.texts(),
    ...findChannel(reader.text('place')),
    contactDate: contactDate as CivilDate,
    takenOn,
    sex: reader.code<Sex>('sex', findSex, 'sex-unknown') ?? 'not_asked',
    birthDate: reader.birthDate(today),
    citizenships: reader.citizenships(),
    sector:
      reader.code<Answer<Sector>>('sector', (text) => findSector(text) ?? findUnanswered(text), 'sector-unknown') ??
      'not_asked',
    stayDocument:
      reader.code<Answer<StayDocument>>('stayDocument', findStayDocument, 'stay-document-unknown') ?? 'not_asked',
    needs: reader.needs(),
    takenInCharge: reader.takenInCharge(takenOn),
  } satisfies RegisterRow
  if (contactDate && takenOn && takenOn < contactDate) reader.fail('takenOn', 'taken-before-contact')
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, row: withoutGaps(row) }
}

/** Reads cells by the name of their column and gathers what is wrong. */
class RowReader {
  readonly errors: RowError[] = []
  readonly #cells: readonly Cell[]
  readonly #columns: Columns
  readonly #row: number
  readonly #seen = new Map<RegisterField, string>()

  constructor(cells: readonly Cell[], columns: Columns, row: number) {
    this.#cells = cells
    this.#columns = columns
    this.#row = row
  }

  /** A row that is shorter or longer than the headings has its cells in the wrong columns: nothing in it can be believed. */
  checkShape(): RowError | undefined {
    const width = this.#columns.headings.length
    if (this.#cells.length < width) return { row: this.#row, column: '', code: 'too-few-columns' }
    const beyond = this.#cells
      .slice(width)
      .map(cellText)
      .find((text) => text !== '')
    if (beyond === undefined) return undefined
    return { row: this.#row, column: '', code: 'too-many-columns', value: beyond.slice(0, 40) }
  }

  fail(field: RegisterField, code: RowError['code'], value = this.text(field)): void {
    const error: RowError = { row: this.#row, column: this.#heading(field), code }
    if (value !== '') error.value = value.slice(0, 40)
    this.errors.push(error)
  }

  failIfClean(field: RegisterField, code: RowError['code']): void {
    if (!this.errors.some((error) => error.column === this.#heading(field))) this.fail(field, code)
  }

  /** The text of a cell; empty when the column is not there or the cell is unusable, which is said once. */
  text(field: RegisterField): string {
    const known = this.#seen.get(field)
    if (known !== undefined) return known
    const at = this.#columns.at[field]
    const cell = at === undefined ? undefined : this.#cells[at]
    const text = cellText(cell)
    const tooLong = cell?.kind === 'too-long' || text.length > (longest[field] ?? longestElsewhere)
    this.#seen.set(field, tooLong ? '' : text)
    if (tooLong) this.fail(field, 'cell-too-long', text)
    if (cell?.kind === 'formula') this.fail(field, 'formula')
    return tooLong ? '' : text
  }

  texts(): Pick<RegisterRow, 'code' | 'familyName' | 'givenName' | 'phone' | 'note'> {
    const one = (field: RegisterField) => {
      const text = this.text(field)
      return field === 'note' ? text || undefined : text.replace(/\s+/g, ' ') || undefined
    }
    return {
      code: one('code'),
      familyName: one('familyName'),
      givenName: one('givenName'),
      phone: one('phone'),
      note: one('note'),
    }
  }

  code<C>(field: RegisterField, find: (text: string) => C | undefined, code: RowError['code']): C | undefined {
    const text = this.text(field)
    if (text === '') return undefined
    const found = find(text)
    if (found === undefined) this.fail(field, code)
    return found
  }

  day(field: 'contactDate' | 'takenOn', today: CivilDate): CivilDate | undefined {
    const text = this.text(field)
    if (findUnanswered(text)) return undefined
    const read = parseDate(text, today)
    if (!read.ok || read.date < firstContact) this.fail(field, 'date-invalid')
    else if (read.date > today) this.fail(field, 'date-future')
    else return read.date
    return undefined
  }

  birthDate(today: CivilDate): Answer<PartialDate> {
    const text = this.text('birthDate')
    const special = findUnanswered(text)
    if (special) return special
    const read = parseBirthDate(text, today)
    if (read.ok) return read.date
    this.fail('birthDate', read.reason === 'future' ? 'date-future' : 'date-invalid')
    return 'not_asked'
  }

  citizenships(): Answers<Citizenship> {
    const text = this.text('citizenship')
    const whole = findCitizenship(text)
    if (whole) return [whole]
    const special = findUnanswered(text)
    if (special) return special
    const each = text
      .split(/[/;,+\n]/)
      .filter((part) => part.trim() !== '')
      .map(findCitizenship)
    const known = each.filter((code) => code !== undefined)
    if (known.length < each.length) this.fail('citizenship', 'citizenship-unknown')
    return [...new Set(known)]
  }

  needs(): Answers<Need> {
    const read = findNeeds(this.text('needs'))
    if (read.unknown.length > 0) this.fail('needs', 'need-unknown', read.unknown.join(', '))
    return read.needs
  }

  /** A date says yes where the yes was left out; a date beside a "no" is a contradiction for a person to solve. */
  takenInCharge(takenOn: CivilDate | undefined): YesNo {
    const said = this.code('takenInCharge', findYesNo, 'yes-no-unknown') ?? 'not_asked'
    if (said === 'yes' && !takenOn) this.failIfClean('takenOn', 'taken-date-missing')
    if (takenOn && (said === 'no' || said === 'declined')) this.fail('takenOn', 'taken-date-without-yes')
    return said === 'not_asked' && takenOn ? 'yes' : said
  }

  #heading(field: RegisterField): string {
    const at = this.#columns.at[field]
    return at === undefined ? field : (this.#columns.headings[at] ?? field).slice(0, 60)
  }
}

/** Absent fields are left out, so that two readings of one row are deeply equal. */
function withoutGaps(row: RegisterRow): RegisterRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as RegisterRow
}
