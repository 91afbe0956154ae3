import { cellStart } from '#model/imports/cells.ts'
import type { ImportError, ImportWord } from '#model/imports/contract.ts'
import type { ImportKind } from '#model/imports/fields.ts'
import type { At } from '../platform/door.ts'
import { type Recognise, recogniser } from './heading-store.ts'
import { kinds } from './kinds.ts'
import { type Choice, type Head, type Line, RegisterFailure, readTable } from './reading.ts'
import { type About, type Counts, noAbout, noCounts } from './store.ts'

/** Errors kept for the list; beyond it they are only counted. */
const MOST_ERRORS = 5_000
const MOST_WORDS = 200
const CHECKED_AT_ONCE = 500

export type Preview = { state: 'preview' | 'unreadable'; about: About; counts: Counts; errors: ImportError[] }
type File = { kind: ImportKind; fileName: string; bytes: Buffer; choice: Choice }

/** Reads the whole file and imports nothing: what would be imported, and what is wrong where. */
export async function previewOf(at: At, { kind, fileName, bytes, choice }: File): Promise<Preview> {
  const recognise = await recogniser(at, kind)
  const looking = new Looking(at, kind, choice.words)
  const about = (): About => ({ ...noAbout, fileName, ...looking.about(recognise) })
  const unreadable = (reason: string): Preview => ({
    state: 'unreadable',
    about: { ...noAbout, fileName },
    counts: { ...looking.counts, reason },
    errors: [],
  })
  try {
    const how = { kind, read: kinds[kind].read, recognise: recognise.fields, choice }
    for await (const event of readTable(bytes, at.today, how)) {
      if ('head' in event) looking.head = event.head
      else await looking.see(event)
    }
    await looking.check()
  } catch (error) {
    if (!(error instanceof RegisterFailure)) throw error
    return unreadable(error.reason)
  }
  const { counts } = looking
  // Its one row stands where headings should, and may be a person's.
  if (counts.rows === 0) return unreadable('no-rows')
  return { state: 'preview', about: about(), counts, errors: looking.errorsInOrder() }
}

/** What is gathered while the rows pass: nothing that grows with the file. */
class Looking {
  readonly counts: Counts = { ...noCounts }
  head: Head | undefined
  readonly #at: At
  readonly #kind: ImportKind
  readonly #said: readonly ImportWord[]
  readonly #errors: ImportError[] = []
  readonly #sample: Record<string, string>[] = []
  readonly #unknown = new Map<string, ImportWord>()
  #cells: Set<string>[] = []
  #unchecked: { number: number; row: unknown }[] = []

  constructor(at: At, kind: ImportKind, said: readonly ImportWord[]) {
    this.#at = at
    this.#kind = kind
    this.#said = said
  }

  async see({ number, cells, read }: Line<unknown>): Promise<void> {
    this.counts.rows += 1
    this.#keepCells(cells)
    if (!read) return
    if (!read.ok) {
      this.counts.bad += 1
      this.#keepErrors(read.errors)
      for (const { field, word } of read.unknown)
        if (this.#unknown.size < MOST_WORDS) this.#unknown.set(`${field}\0${word}`, { field, word, code: null })
      return
    }
    this.counts.good += 1
    if (this.#sample.length < 5) this.#sample.push(asTexts(read.row as object))
    if (!kinds[this.#kind].check) return
    this.#unchecked.push({ number, row: read.row })
    if (this.#unchecked.length >= CHECKED_AT_ONCE) await this.check()
  }

  /** What only the desk's records can say of rows that are good by themselves. */
  async check(): Promise<void> {
    const errors = (await kinds[this.#kind].check?.(this.#at, this.#unchecked.splice(0))) ?? []
    const bad = new Set(errors.map((error) => error.row)).size
    this.counts.good -= bad
    this.counts.bad += bad
    const { head } = this
    this.#keepErrors(
      errors.map((error) => ({ ...error, column: head?.headings[head.fields.indexOf(error.field)] || error.field })),
    )
  }

  errorsInOrder = (): ImportError[] => this.#errors.toSorted((one, other) => one.row - other.row)

  about(recognise: Recognise): Partial<About> {
    if (!this.head) return {}
    const { headingRow, headings, fields, firstRows, problems } = this.head
    const remembered = recognise.remembered(headings)
    return {
      headingRow,
      firstRows,
      problems,
      sample: this.#sample,
      words: [...this.#said.filter(({ code }) => code !== null), ...this.#unknown.values()],
      columns: headings.map((heading, index) => ({
        heading: heading.slice(0, 80),
        field: fields[index] ?? null,
        samples: [...(this.#cells[index] ?? [])],
        remembered: remembered[index] ?? false,
      })),
    }
  }

  /** Some of what stands in each column, from the first rows. */
  #keepCells(cells: Line<unknown>['cells']): void {
    if (this.counts.rows > 50) return
    const width = this.head?.headings.length ?? 0
    this.#cells = Array.from({ length: width }, (_, index) => this.#cells[index] ?? new Set())
    for (const [index, kept] of this.#cells.entries()) {
      const text = cellStart(cells[index]).replace(/\s+/g, ' ').slice(0, 40)
      if (text !== '' && kept.size < 3) kept.add(text)
    }
  }

  #keepErrors(errors: readonly ImportError[]): void {
    for (const { row, column, code, value } of errors.slice(0, Math.max(0, MOST_ERRORS - this.#errors.length)))
      this.#errors.push({ row, column, code, ...(value !== undefined && { value }) })
  }
}

/** A row as it was understood, field by field, for the first rows that are shown. */
const asTexts = (row: object): Record<string, string> =>
  Object.fromEntries(Object.entries(row).flatMap(([field, value]) => asText(field, value)))

function asText(field: string, value: unknown): [string, string][] {
  if (Array.isArray(value))
    return [[field, value.map((each) => (typeof each === 'object' ? each.number : each)).join(', ')]]
  if (value !== null && typeof value === 'object')
    return Object.entries(value).map(([part, text]) => [`${field}.${part}`, String(text)])
  return [[field, String(value ?? '')]]
}
