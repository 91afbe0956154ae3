import type { FastifyInstance } from 'fastify'
import type { ReadLog } from './audit.ts'
import { type At, enterDesk, type House, houseActor } from './door.ts'
import { Failure } from './failure.ts'
import { deskById } from './job.ts'
import type { Opened } from './link-pages.ts'

/**
 * A file for a program that holds a secret address and asks again and again: no account, nothing to send. What is read is in
 * the register as `link:<id>`.
 */
export type LinkFeed = {
  /** Its place in addresses; the token and the ending follow. */
  path: string
  ending: string
  type: string
  record: string
  act: string
  find(house: House, token: string): Promise<Opened | undefined>
  /** `undefined`: nobody is entitled to it any more. */
  file(at: At, opened: Opened, house: House): Promise<string | undefined>
}

type Parts = House & { reads: ReadLog; ready: () => boolean }

/** Requests a minute for one network address: a program asks a few times an hour, and nothing is found by guessing. */
const CEILING = 30

/** Who has no right to it, any more or ever, is told the same: nothing is there. */
export async function serveLinkFeed(app: FastifyInstance, parts: Parts, feed: LinkFeed): Promise<void> {
  await app.register(async (files) => {
    files.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof Failure)) throw error
      if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter))
      return reply.code(error.status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('')
    })
    const config = { rateLimit: { max: CEILING, timeWindow: 60_000 } }
    const url = `${feed.path}/:token([A-Za-z0-9_-]{43}).${feed.ending}`
    files.get(url, { config }, async (request, reply) => {
      if (!parts.ready()) throw new Failure('not-ready', { retryAfter: 2 })
      const opened = await feed.find(parts, (request.params as { token: string }).token)
      const desk = opened && (await deskById(parts, { id: opened.desk }))
      if (!desk) throw new Failure('not-found')
      const actor = houseActor(`link:${opened.id}`)
      const file = await enterDesk(parts, desk, actor, 'read', (at) => feed.file(at, opened, parts))
      if (file === undefined) throw new Failure('not-found')
      const said = { act: feed.act, kind: 'read', record: feed.record, record_id: opened.id } as const
      await parts.reads.add(desk.id, { at: parts.clock(), actor: actor.name, ...said })
      return reply
        .type(feed.type)
        .header('cache-control', 'private, no-store')
        .header('x-robots-tag', 'noindex, nofollow')
        .send(file)
    })
  })
}
