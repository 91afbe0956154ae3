import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Failure, invalid } from './failure.ts'
import { Turns } from './turns.ts'

/** Files that may be on their way at once, in the whole installation: each may hold its full size in memory. */
const MOST_AT_ONCE = 6
const DEADLINE_MS = 120_000

/** Uploads are read whole before any transaction begins: somebody's slow line holds no connection to the database. */
export class Uploads {
  readonly #reading = new Set<string>()
  readonly #turns = new Turns()

  /** The bytes of an upload, at most `most`. One file at a time for an account; too many at once wait for another time. */
  async read(request: FastifyRequest, accountId: string, most: number): Promise<Buffer> {
    if (this.#reading.has(accountId) || this.#reading.size >= MOST_AT_ONCE)
      throw new Failure('too-many', { retryAfter: 10 })
    this.#reading.add(accountId)
    try {
      return await bytesOf(streamOf(request), most)
    } finally {
      this.#reading.delete(accountId)
    }
  }

  /** Reading through a file takes the processor: one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take('upload', work)
  }
}

/** Whatever a parser made of another content type is no stream of bytes. */
function streamOf({ body }: FastifyRequest): Readable | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'object' && 'iterator' in body) return body as Readable
  throw invalid({ pointer: '', code: 'bytes-expected' })
}

async function bytesOf(stream: Readable | null, most: number): Promise<Buffer> {
  if (!stream) return Buffer.alloc(0)
  const parts: Buffer[] = []
  let size = 0
  const deadline = setTimeout(() => stream.destroy(new Failure('too-large')), DEADLINE_MS)
  try {
    for await (const part of stream.iterator({ destroyOnReturn: false })) {
      size += (part as Buffer).length
      if (size > most) throw new Failure('too-large')
      parts.push(part as Buffer)
    }
    return Buffer.concat(parts)
  } finally {
    clearTimeout(deadline)
  }
}
