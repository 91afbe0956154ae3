import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type ProblemCode, problems } from '#model/problem.ts'
import { isAway } from './db.ts'
import { Failure } from './failure.ts'
import type { Log } from './log.ts'

/** The header set of the pages and of every answer. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
} as const

export type HttpParts = {
  log: Log
  /** Hosts that a browser may name, with port: anything else is another site's page talking to this server. */
  hosts: readonly string[]
  /** Requests a minute for one network address: a high ceiling, forty trainees share one. */
  ceiling: number
  /** The reverse proxy whose word about addresses is believed. */
  trustedProxy?: string | undefined
  ready: () => boolean
}

/** The bare server: headers, limits, errors. Subjects are mounted by app.ts. */
export async function openHttp({ log, hosts, ceiling, trustedProxy, ready }: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxy ?? false,
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    return503OnClosing: true,
    // An address that cannot be read, or is too long, is none of ours; hooks do not run for it.
    frameworkErrors: (_error, request, reply) =>
      sendProblem(reply.headers(securityHeaders), request, new Failure('not-found')),
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    max: ceiling,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new Failure('too-many', { retryAfter: Math.ceil(ttl / 1_000) }),
  })
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    refuseOtherSites(request, hosts)
  })
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        event: 'request',
        id: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(reply, request, failureOf(error, request, log)),
  )
  app.setNotFoundHandler((request, reply) => sendProblem(reply, request, new Failure('not-found')))
  app.get('/status', { config: { rateLimit: false } }, async (_request, reply) => {
    if (!ready()) return reply.code(503).header('retry-after', '2').send({ status: 'starting' })
    return { status: 'ready' }
  })
  return app
}

/**
 * Defence against forged requests: beside the SameSite cookie, a write must carry our own header (which no form or
 * simple cross-site request can set) and, where the browser names an origin, ours.
 */
function refuseOtherSites(request: FastifyRequest, hosts: readonly string[]): void {
  const { host, origin } = request.headers
  if (host !== undefined && !hosts.includes(host)) throw new Failure('not-allowed', { reason: 'host' })
  if (request.method === 'GET' || request.method === 'HEAD') return
  const named = hosts.some((each) => origin === `http://${each}` || origin === `https://${each}`)
  if (isForm(request)) {
    // A form cannot set a header of ours, and a page that tells nobody where it stands has `null` for its origin.
    const site = request.headers['sec-fetch-site']
    if (!(named || origin === undefined || origin === 'null') || (site !== undefined && site !== 'same-origin'))
      throw new Failure('not-allowed', { reason: 'cross-site' })
    return
  }
  if (request.headers['x-varco'] !== '1') throw new Failure('not-allowed', { reason: 'cross-site' })
  if (origin !== undefined && !named) throw new Failure('not-allowed', { reason: 'cross-site' })
}

/** A route that takes a plain form of a page without script: what is in the address is all the right there is, and no session is looked at. */
export const formRoute = { form: true } as const
const isForm = ({ routeOptions }: FastifyRequest) => (routeOptions.config as { form?: boolean }).form === true

function failureOf(error: Error & { statusCode?: number; code?: string }, request: FastifyRequest, log: Log): Failure {
  if (error instanceof Failure) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Failure('too-large')
  if (error.statusCode && error.statusCode < 500)
    return new Failure('invalid', { errors: [{ pointer: '', code: 'unreadable' }] })
  if (isAway(error)) return new Failure('not-ready', { retryAfter: 2 })
  // Somebody holds the record for longer than one waits here, or two waited for one another: nothing was done.
  if (error.code === '55P03' || error.code === '40P01') return new Failure('not-ready', { retryAfter: 2 })
  // An id that stands already, made otherwise than by this request: nothing more is said of it.
  if (error.code === '23505') return new Failure('moved-on')
  // Nothing is written about a person whose data were erased: the database says so, whatever the subject.
  if (error.code === 'VE001') return new Failure('not-possible', { reason: 'person-erased' })
  // The message may quote a value: only its kind and where it arose go to the log.
  const where =
    error.stack
      ?.split('\n')
      .find((line) => line.includes('/src/'))
      ?.trim() ?? ''
  log.error(
    {
      event: 'failure',
      id: request.id,
      route: request.routeOptions.url ?? 'none',
      kind: error.name,
      code: error.code ?? '',
      where,
    },
    'unexpected',
  )
  return new Failure('internal')
}

const titles: Record<ProblemCode, string> = {
  invalid: 'Something in the request is not as it should be',
  'sign-in': 'Sign in first',
  'wrong-credentials': 'E-mail or password do not match',
  'not-allowed': 'Not allowed',
  'not-found': 'Not found',
  'moved-on': 'It was changed in the meantime',
  'not-possible': 'Not possible in this state',
  'too-large': 'Too large',
  'too-many': 'Too many requests',
  'not-ready': 'Not ready yet',
  internal: 'Something went wrong on our side',
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, failure: Failure) {
  const { code, reason, errors, current, retryAfter } = failure
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(problems[code])
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `/docs/problems/${code}`,
      title: titles[code],
      status: problems[code],
      code,
      reason,
      errors,
      current,
      requestId: request.id,
    })
}
