import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { At } from './door.ts'

/** Goes into the desk once more, to read: for a part of a file that is sent while others wait to be read. */
export type ReadAgain = <T>(work: (at: At) => Promise<T>) => Promise<T>

/** An answer that is a file. The name carries no personal data; without one, the page that asks gives it. */
export type WholeFile = { bytes: Uint8Array; type: string; name?: string }

/**
 * One in parts, which are read one after the other while it is sent: a slow line holds neither a connection to the database nor all
 * of it in memory.
 */
type PartedFile = Omit<WholeFile, 'bytes'> & { size: number; parts: (again: ReadAgain) => AsyncIterable<Buffer> }

/** One that is made once the desk was left: what takes a while holds no connection to the database. */
type MadeFile = Omit<WholeFile, 'bytes'> & { make: () => Promise<Uint8Array> }

export type FileAnswer = WholeFile | PartedFile | MadeFile

/** What is sent of it. With the length before it: who asked knows a file that was cut off. */
export async function sendFile(reply: FastifyReply, answer: FileAnswer, again: ReadAgain | undefined) {
  const { type, name } = answer
  const made = 'make' in answer ? await answer.make() : undefined
  void reply
    .header('content-type', type)
    .header('content-disposition', name === undefined ? 'attachment' : `attachment; filename="${name}"`)
  if (made) return reply.send(Buffer.from(made))
  if ('bytes' in answer) return reply.send(Buffer.from(answer.bytes))
  if (!('parts' in answer) || !again) throw new Error('a file outside of a desk has no parts')
  return reply
    .header('content-length', answer.size)
    .send(Readable.from(answer.parts(again), { objectMode: false, highWaterMark: 64 * 1024 }))
}
