import { createRequire } from 'node:module'
import type { Writable } from 'node:stream'
import pg from 'pg'
import { serialize } from 'pg-protocol'

const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as {
  prepareValue: (value: unknown) => string | Buffer | null
}

/** A statement with its values; under a name it is prepared once per connection. */
export type Statement = { name?: string | undefined; text: string; values?: readonly unknown[] }
export type Answer = { rows: Record<string, unknown>[]; count: number; command: string }

type Column = { name: string; read: (text: string) => unknown }
type Asked = Statement & { resolve: (answer: Answer) => void; reject: (error: Error) => void; answer: Answer }
type Field = { name: string; dataTypeID: number }

/** The columns are other ones since, or the statement is gone: it is prepared anew the next time. */
const FORGET = ['0A000', '26000']

/** What one connection has prepared, with the columns of its answers: they are not described twice. */
const prepared = new WeakMap<pg.ClientBase, Map<string, Column[]>>()

/** Days stay civil days, instants become ISO strings, counts numbers: nothing is turned into a Date on the way. */
export const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString())
types.setTypeParser(pg.types.builtins.INT8, (text: string) => Number(text))

/**
 * The statements of one turn of the event loop travel together: one write, one synchronisation point, one answer
 * (PostgreSQL's extended protocol). After the first one that fails, none of the following is run. Outside of a
 * transaction block the whole batch is one transaction. Speaks to pg by its interface for queries of one's own
 * (`submit` and `handle…`); `batch.test.ts` holds what is relied upon.
 */
class Batch {
  readonly #asked: Asked[]
  readonly #known: Map<string, Column[]>
  readonly #done: () => void
  #at = 0
  #columns: Column[] = []
  callback = () => {}

  constructor(asked: Asked[], known: Map<string, Column[]>, done: () => void) {
    this.#asked = asked
    this.#known = known
    this.#done = done
  }

  submit({ stream }: { stream: Writable }): null {
    const parts: Buffer[] = []
    for (const { name, text, values = [] } of this.#asked) {
      const columns = name && this.#known.get(name)
      if (!columns) {
        // Closing what is not there is no error: a name may be left over from a batch that failed.
        if (name) parts.push(serialize.close({ type: 'S', name }))
        parts.push(serialize.parse({ text, ...(name && { name }) }))
      }
      parts.push(
        serialize.bind({ ...(name && { statement: name }), values: values as unknown[], valueMapper: prepareValue }),
      )
      if (!columns) parts.push(serialize.describe({ type: 'P' }))
      parts.push(serialize.execute({}))
    }
    parts.push(serialize.sync())
    stream.write(Buffer.concat(parts))
    this.#begin()
    return null
  }

  /** The columns of the statement whose answer comes next. */
  #begin(): void {
    const name = this.#asked[this.#at]?.name
    this.#columns = (name && this.#known.get(name)) || []
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#columns = fields.map((field) => ({
      name: field.name,
      read: types.getTypeParser(field.dataTypeID, 'text') as unknown as Column['read'],
    }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: Record<string, unknown> = {}
    for (const [index, { name, read }] of this.#columns.entries()) {
      const text = fields[index]
      row[name] = text === null || text === undefined ? null : read(text)
    }
    this.#asked[this.#at]?.answer.rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const asked = this.#asked[this.#at] as Asked
    if (asked.name) this.#known.set(asked.name, this.#columns)
    const [command = '', ...figures] = text.split(' ')
    Object.assign(asked.answer, { command, count: Number(figures.at(-1) ?? 0) })
    asked.resolve(asked.answer)
    this.#at += 1
    this.#begin()
  }

  /** Also when the connection is lost. What stands behind the failed one was not run. */
  handleError(error: Error): void {
    const [failed, ...behind] = this.#asked.slice(this.#at)
    if (failed?.name && FORGET.includes((error as { code?: string }).code ?? '')) this.#known.delete(failed.name)
    for (const each of [failed, ...behind]) each?.reject(error)
    this.#at = this.#asked.length
    this.#done()
  }

  handleReadyForQuery(): void {
    this.#done()
  }
}

/** The statements of one holder of a connection, in the order they are asked, sent together turn by turn. */
export class Line {
  readonly #client: pg.ClientBase
  readonly #known: Map<string, Column[]>
  /** What comes first in every batch (for readers, who have no transaction block). */
  readonly #first: Statement | undefined
  #waiting: Asked[] = []
  #busy = false
  #rested: () => void = () => {}

  constructor(client: pg.ClientBase, first?: Statement) {
    this.#client = client
    this.#first = first
    this.#known = prepared.get(client) ?? new Map()
    prepared.set(client, this.#known)
  }

  ask(statement: Statement): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0 && !this.#busy) process.nextTick(() => this.#send())
      this.#waiting.push({ ...statement, resolve, reject, answer: emptyAnswer() })
    })
  }

  /** Refuses what still waits, and resolves when nothing is under way: the connection may then have another holder. */
  async end(): Promise<void> {
    for (const each of this.#waiting.splice(0)) each.reject(new Error('the transaction of this statement is over'))
    if (!this.#busy) return
    await new Promise<void>((resolve) => {
      this.#rested = resolve
    })
  }

  #send(): void {
    if (this.#waiting.length === 0) {
      this.#rested()
      return
    }
    const nobody = () => {}
    const first = this.#first && { ...this.#first, resolve: nobody, reject: nobody, answer: emptyAnswer() }
    const asked = first ? [first, ...this.#waiting] : this.#waiting
    this.#waiting = []
    this.#busy = true
    const done = () => {
      this.#busy = false
      this.#send()
    }
    this.#client.query(new Batch(asked, this.#known, done) as unknown as pg.Submittable)
  }
}

const emptyAnswer = (): Answer => ({ rows: [], count: 0, command: '' })
