import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** What stands in a line, and how it reads where that may differ from what is around it; `gap`: a rule to write on. */
type Piece = { way: string; text: string; dir: 'ltr' | 'rtl' | null }

/** What is set as a page: words alone. Whatever is typed in them is shown as it is typed. */
export type Paper = {
  language: string
  dir: 'ltr' | 'rtl'
  title: string
  /** Who writes, above the title. */
  head: readonly string[]
  blocks: readonly { kind: 'lines' | 'list'; lines: readonly (readonly Piece[])[] }[]
}

/**
 * Why a page is not there as a file: a sign that no font of the product has; it took too long; it cannot be set otherwise; too many
 * of the same account wait already.
 */
export type NotSet = 'pdf-no-font' | 'pdf-too-long' | 'pdf-not-set' | 'pdf-busy'

/** To the worker and back. */
export type Order = { no: number; paper: string; seconds: number }
export type Done = { no: number; made: Uint8Array | NotSet }

export const typst = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'
const require = createRequire(import.meta.url)

function isInstalled(): boolean {
  try {
    require.resolve(typst)
    return true
  } catch {
    return false
  }
}

/** Whether this machine makes PDF files: Typst is an optional part, built for Linux on x64. */
export const makesPdf: boolean = isInstalled()

/** After so long a page is given up, and the next one begins anew; the longest letter takes half a second. */
const PATIENCE_MS = 10_000
/** How many pages of one account wait for their turn. */
const MOST_WAITING = 3

/** Rings once if it is not quieted before. */
export type Alarm = (ring: () => void) => () => void

const afterPatience: Alarm = (ring) => {
  const timer = setTimeout(ring, PATIENCE_MS)
  timer.unref()
  return () => clearTimeout(timer)
}

type Job = { by: string; order: Order; done: (made: Uint8Array | NotSet) => void }

/**
 * Sets pages as PDF/A, one after the other, beside the server's own thread, which is begun with the first one. The accounts take
 * turns: whoever asked for many holds up nobody else by more than one. The patience with a page begins with its own work.
 */
export class Press {
  readonly #alarm: Alarm
  #worker: Worker | undefined
  #no = 0
  #working: (Job & { quiet: () => void }) | undefined
  /** By account; the first one is next. */
  readonly #waiting = new Map<string, Job[]>()

  constructor(alarm = afterPatience) {
    this.#alarm = alarm
  }

  async set(paper: Paper, at: string, by: string): Promise<Uint8Array | NotSet> {
    const waiting = this.#waiting.get(by) ?? []
    if (waiting.length >= MOST_WAITING) return 'pdf-busy'
    this.#no += 1
    const order: Order = { no: this.#no, paper: JSON.stringify(paper), seconds: Math.floor(Date.parse(at) / 1_000) }
    return new Promise((done) => {
      this.#waiting.set(by, [...waiting, { by, order, done }])
      this.#next()
    })
  }

  #next(): void {
    if (this.#working) return
    const [first] = this.#waiting
    const [job, ...rest] = first?.[1] ?? []
    if (!job) return
    if (rest.length > 0) this.#waiting.set(job.by, rest)
    else this.#waiting.delete(job.by)
    const worker = this.#begun()
    this.#working = { ...job, quiet: this.#alarm(() => this.#gone(worker, 'pdf-too-long')) }
    // The process ends only once nobody waits.
    worker.ref()
    worker.postMessage(job.order)
  }

  #begun(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url))
    worker.on('message', ({ no, made }: Done) => this.#end(no, made))
    // What went wrong may repeat what was typed: it is not told further.
    worker.on('error', () => this.#gone(worker, 'pdf-not-set'))
    worker.on('exit', () => this.#gone(worker, 'pdf-not-set'))
    this.#worker = worker
    return worker
  }

  #end(no: number, made: Uint8Array | NotSet): void {
    const job = this.#working
    if (job?.order.no !== no) return
    job.quiet()
    this.#working = undefined
    this.#worker?.unref()
    // Whoever asked meanwhile comes before the next page of this account.
    const rest = this.#waiting.get(job.by)
    this.#waiting.delete(job.by)
    if (rest) this.#waiting.set(job.by, rest)
    job.done(made)
    this.#next()
  }

  /** Of a thread that is ended, or ended by itself, only the page it worked at is lost: the others go on with a new one. */
  #gone(worker: Worker, why: NotSet): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    void worker.terminate()
    if (this.#working) this.#end(this.#working.order.no, why)
  }
}

const press = new Press()

/** A page as PDF/A-2a, as of an instant, asked for by an account; else why there is none. */
export const pdfOf = (paper: Paper, at: string, by: string): Promise<Uint8Array | NotSet> => press.set(paper, at, by)
