import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { ProblemCode } from '#model/problem.ts'

/**
 * Serves the built staff app: hashed assets for ever, and its one page for every address that is a page of it. Addresses
 * of the API that do not exist stay what they are: not found.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'desk.html'))) return
  const page = await readFile(join(folder, 'desk.html'))
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    preCompressed: true,
  })
  app.get('/*', { config: { rateLimit: false } }, async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) return reply.callNotFound()
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}

/** Where a browser is sent that leaves in haste: a page on which anybody may have been. */
const ELSEWHERE = 'https://www.meteoam.it/'

/** Serves the public pages: plain files, the same for everybody, no cookie looked at. */
export async function servePortal(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  // The way out works without script. What the browser kept of these pages is thrown away; the history is the browser's.
  app.get('/info/esci', (_request, reply) =>
    reply.header('clear-site-data', '"cache"').header('cache-control', 'no-store').redirect(ELSEWHERE, 303),
  )
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/info/',
    decorateReply: false,
    redirect: true,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const isNamedByContent = /-[0-9a-f]{10}\.(css|js)$/.test(path.replace(/\.(br|gz)$/, ''))
      reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** The page of each problem of the catalogue: where the `type` of a problem document points. */
export function serveProblems(app: FastifyInstance, folder: string): void {
  app.get('/docs/problems/:code', async (request, reply) => {
    const code = ProblemCode.safeParse((request.params as { code: string }).code)
    if (!code.success) return reply.callNotFound()
    return reply.type('text/markdown; charset=utf-8').send(await readFile(join(folder, `${code.data}.md`)))
  })
}
