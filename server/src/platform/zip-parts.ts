import { type Readable, Transform } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { SheetFailure, type SheetLimits } from './sheet.ts'
import { type XmlHandler, xmlPieces } from './xlsx-xml.ts'

/** More files than a workbook has. */
const mostEntries = 5_000

/** The parts of a zip (an office file, a data package) by their path, each a stream of inflated bytes that are counted against one bound. */
export class ZipParts {
  readonly #zip: ZipFile
  readonly #entries: Map<string, Entry>
  #left: number

  private constructor(zip: ZipFile, entries: Map<string, Entry>, left: number) {
    this.#zip = zip
    this.#entries = entries
    this.#left = left
  }

  /** The central directory is believed only to refuse early: what comes out is counted as well. */
  static async open(bytes: Buffer, limits: SheetLimits): Promise<ZipParts> {
    const entries = new Map<string, Entry>()
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
      let sum = 0
      for await (const entry of zip.eachEntry()) {
        sum += entry.uncompressedSize
        if (sum > limits.inflated || entries.size >= mostEntries) throw new SheetFailure('zip-bomb')
        if (entry.isEncrypted()) throw new SheetFailure('encrypted')
        entries.set(entry.fileName.toLowerCase(), entry)
      }
      return new ZipParts(zip, entries, limits.inflated)
    } catch (cause) {
      throw cause instanceof SheetFailure ? cause : new SheetFailure('not-a-spreadsheet', { cause })
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase())
  }

  /** A part as it is; nothing of it when there is none. */
  async whole(path: string): Promise<Buffer> {
    const entry = this.#entries.get(path.toLowerCase())
    if (!entry) return Buffer.alloc(0)
    const pieces: Buffer[] = []
    try {
      for await (const piece of await this.#stream(entry)) pieces.push(piece as Buffer)
    } catch (cause) {
      throw cause instanceof SheetFailure ? cause : new SheetFailure('not-a-spreadsheet', { cause })
    }
    return Buffer.concat(pieces)
  }

  /** Reads a part to its end. Nothing happens when there is none. */
  async read(path: string, handler: XmlHandler): Promise<void> {
    if (!this.has(path)) return
    for await (const _ of this.pieces(path, handler));
  }

  /** Reads a part piece by piece, so that rows can leave between two pieces. */
  async *pieces(path: string, handler: XmlHandler): AsyncGenerator<void> {
    const entry = this.#entries.get(path.toLowerCase())
    if (!entry) throw new SheetFailure('not-a-spreadsheet')
    const stream = await this.#stream(entry)
    try {
      yield* xmlPieces(stream, handler)
    } catch (cause) {
      throw cause instanceof SheetFailure ? cause : new SheetFailure('not-a-spreadsheet', { cause })
    } finally {
      stream.destroy()
    }
  }

  async #stream(entry: Entry): Promise<Readable> {
    const source = await this.#zip.openReadStreamPromise(entry)
    const counter = new Transform({
      transform: (chunk: Buffer, _, done) => {
        this.#left -= chunk.length
        if (this.#left < 0) done(new SheetFailure('zip-bomb'))
        else done(null, chunk)
      },
    })
    // A declared size that lies is reported by the unzipper itself; both ways out close both ends.
    source.on('error', (cause) => counter.destroy(cause))
    counter.on('close', () => source.destroy())
    return source.pipe(counter)
  }
}
