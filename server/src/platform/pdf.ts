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

/** To the worker and back; `null`: a letter that no font of the product has, or a page that cannot be set. */
export type Order = { no: number; paper: string; seconds: number }
export type Done = { no: number; bytes: Uint8Array | null }

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

/** After so long a page is given up, and the next one begins anew. */
const PATIENCE_MS = 20_000

type Waiting = { done: (bytes: Uint8Array | null) => void; timer: NodeJS.Timeout }

/** Sets pages as PDF/A, one after the other, beside the server's own thread; begun with the first one. */
class Press {
  #worker: Worker | undefined
  #no = 0
  readonly #waiting = new Map<number, Waiting>()

  set(paper: Paper, at: string): Promise<Uint8Array | null> {
    const worker = this.#begun()
    const no = ++this.#no
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(), PATIENCE_MS)
      timer.unref()
      this.#waiting.set(no, { done: resolve, timer })
      const order: Order = { no, paper: JSON.stringify(paper), seconds: Math.floor(Date.parse(at) / 1_000) }
      // The process ends only once nobody waits.
      worker.ref()
      worker.postMessage(order)
    })
  }

  #begun(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url))
    worker.on('message', ({ no, bytes }: Done) => this.#answer(no, bytes))
    // What went wrong may repeat what was typed: it is not told further.
    worker.on('error', () => this.#giveUp())
    this.#worker = worker
    return worker
  }

  #answer(no: number, bytes: Uint8Array | null): void {
    const waiting = this.#waiting.get(no)
    if (!waiting) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(no)
    if (this.#waiting.size === 0) this.#worker?.unref()
    waiting.done(bytes)
  }

  #giveUp(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
    for (const no of [...this.#waiting.keys()]) this.#answer(no, null)
  }
}

const press = new Press()

/** A page as PDF/A-2a, as of an instant; `null` where it cannot be set. */
export const pdfOf = (paper: Paper, at: string): Promise<Uint8Array | null> => press.set(paper, at)
