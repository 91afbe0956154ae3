import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '#model/endpoint.ts'
import type { Role } from '#model/grants.ts'
import type { FieldError } from '#model/problem.ts'
import { seen } from '#model/words.ts'
import type { ReadLog } from './audit.ts'
import {
  type Actor,
  type At,
  type AtNetwork,
  type DeskHere,
  enterDesk,
  type House,
  houseActor,
  memberActor,
  readNetwork,
  type Write,
} from './door.ts'
import { Failure, invalid, notAllowed, notFound } from './failure.ts'
import { type FileAnswer, type ReadAgain, sendFile } from './file-answer.ts'
import { deskById } from './job.ts'
import type { Session, Sessions } from './session.ts'
import { Uploads } from './uploads.ts'

/** What a handler gives: a file where the contract's answer is bytes, else what the answer schema takes. */
type AnswerOf<E extends Endpoint> = z.input<E['answer']> extends Uint8Array ? FileAnswer : z.input<E['answer']>
type Call<E extends Endpoint> = {
  params: z.output<E['params']>
  query: z.output<E['query']>
  body: z.output<E['body']>
  /** For uploads: the whole file, bounded and read before any transaction, and its own name. */
  bytes: Buffer
  fileName: string
}

/** What an endpoint without a desk holds: the platform's own business only. */
export type Outside = { request: FastifyRequest; reply: FastifyReply; session: Session | undefined }

type Handler =
  | { inDesk: (at: At, call: never) => Promise<unknown> }
  | { asGuest: GuestWork<never, Visit> }
  | { inNetwork: (at: AtNetwork, call: never) => Promise<unknown> }
  | { outside: (outside: Outside, call: never) => Promise<unknown> }
export type Route = { endpoint: Endpoint } & Handler

/** A handler inside a desk: load, decide, save. */
export const route = <E extends Endpoint>(
  endpoint: E,
  inDesk: (at: At, call: Call<E>) => Promise<AnswerOf<E>>,
): Route => ({
  endpoint,
  inDesk: inDesk as never,
})

/** Where a member goes as a guest: another desk of the network, for one record, which its register of accesses names. */
export type Visit = { desk: string; record: { kind: string; id: string } }

type GuestWork<C, V extends Visit, A = unknown> = {
  /** Inside the own desk: whether it may be done at all, and where. */
  from: (at: At, call: C) => Promise<V>
  /** Inside the desk whose record it is, as a guest. */
  there: (at: At, call: C, visit: V) => Promise<A>
}

/** A handler that leaves the own desk for one record of another. Both desks write it in their registers. */
export const guestRoute = <E extends Endpoint, V extends Visit>(
  endpoint: E,
  work: GuestWork<Call<E>, V, AnswerOf<E>>,
): Route => ({ endpoint, asGuest: work as never })

/** A handler of the public part of a network: whoever asks may read, and no desk is entered. */
export const networkRoute = <E extends Endpoint>(
  endpoint: E,
  inNetwork: (at: AtNetwork, call: Pick<Call<E>, 'params' | 'query'>) => Promise<AnswerOf<E>>,
): Route => ({ endpoint, inNetwork: inNetwork as never })

/** A handler of the platform (sign-in and the like). */
export const outsideRoute = <E extends Endpoint>(
  endpoint: E,
  outside: (outside: Outside, call: Call<E>) => Promise<z.input<E['answer']>>,
): Route => ({ endpoint, outside: outside as never })

export type DoorParts = House & { sessions: Sessions; reads: ReadLog; sessionCookie: string; ready: () => boolean }

/** JSON pointer (RFC 6901): what is a slash in a name is written `~1`. */
const pointerOf = (at: string, path: PropertyKey[]) =>
  [...(at ? [at] : []), ...path.map(String)]
    .map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('') || '/'

/** zod's issues as pointers and codes: the message of a bad value never repeats the value. */
export function fieldErrors(error: z.ZodError, at = ''): FieldError[] {
  const errors = error.issues.slice(0, 50).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ pointer: pointerOf(at, [...issue.path, key]), code: 'not-expected' }))
    return [
      {
        pointer: pointerOf(at, issue.path),
        code: issue.code === 'custom' ? (issue.message ?? 'custom') : issue.code.replaceAll('_', '-'),
      },
    ]
  })
  return errors.slice(0, 50)
}

function parsed<S extends z.ZodType>(schema: S, value: unknown, at = ''): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(...fieldErrors(result.error, at))
  return result.data
}

/** Mounts a route. An endpoint without an access stops the server at boot. */
export function mount(app: FastifyInstance, parts: DoorParts, { endpoint, ...handler }: Route): void {
  if (!endpoint.access) throw new Error(`the endpoint ${endpoint.name} says not who may call it`)
  if (('inDesk' in handler || 'asGuest' in handler) !== (typeof endpoint.access === 'object'))
    throw new Error(`the endpoint ${endpoint.name} has a handler that does not fit its access`)
  if ('inNetwork' in handler && !(endpoint.access === 'public' && endpoint.method === 'GET'))
    throw new Error(`the endpoint ${endpoint.name} is more than the public part of a network`)
  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    // Strangers: a page's worth of calls, so that no desk waits for them.
    ...('inNetwork' in handler && { config: { rateLimit: { max: PUBLIC_MOST, timeWindow: 60_000 } } }),
    bodyLimit: endpoint.upload?.most ?? endpoint.bodyLimit ?? 256 * 1024,
    handler: async (request, reply) => {
      if (!parts.ready()) throw new Failure('not-ready', { retryAfter: 2 })
      const session = await parts.sessions.find(request.cookies[parts.sessionCookie])
      if (endpoint.access !== 'public' && !session) throw new Failure('sign-in')
      const { answer, again } = await answerOf(parts, endpoint, handler, request, reply, session)
      reply.header('cache-control', 'no-store')
      if (endpoint.file) return sendFile(reply, answer as FileAnswer, again)
      return reply
        .type('application/json; charset=utf-8')
        .serializer(JSON.stringify)
        .send(endpoint.answer.parse(answer))
    },
  })
}

/** Calls a minute of one network address to the public part of networks. */
const PUBLIC_MOST = 120

const nothing = Buffer.alloc(0)
const uploads = new Uploads()

async function answerOf(
  parts: DoorParts,
  endpoint: Endpoint,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session | undefined,
): Promise<{ answer: unknown; again?: ReadAgain }> {
  if ('outside' in handler) {
    const call = {
      params: {},
      query: parsed(endpoint.query, request.query),
      body: parsed(endpoint.body, seen(request.body ?? undefined)),
      bytes: nothing,
      fileName: '',
    }
    if (session && ['POST', 'PUT'].includes(endpoint.method) && endpoint.access === 'account')
      refuseOtherAccount(request, session)
    return { answer: await handler.outside({ request, reply, session }, call as never) }
  }
  if ('inNetwork' in handler) {
    const params = endpoint.params.safeParse(request.params)
    if (!params.success) throw notFound()
    const call = { params: params.data, query: parsed(endpoint.query, request.query) }
    const { network } = params.data as { network: string }
    const read = () => readNetwork(parts, network, (at) => handler.inNetwork(at, call as never))
    const found = await read()
    if (!found) throw notFound()
    // Open data: a page of any other site may read it.
    reply.header('access-control-allow-origin', '*')
    return found
  }
  const code = (request.params as { desk?: string }).desk
  const desk = session?.desks.find((each) => each.code === code)
  if (!session || !desk) throw notFound()
  refuseOtherAccount(request, session)
  const { access } = endpoint
  if (typeof access !== 'object' || !desk.grants.includes(access.grant)) throw notAllowed('grant')
  const params = endpoint.params.safeParse(request.params)
  if (!params.success) throw notFound()
  const query = parsed(endpoint.query, request.query)
  const body = endpoint.upload ? undefined : parsed(endpoint.body, seen(request.body ?? undefined))
  const call = {
    params: params.data,
    query,
    body,
    bytes: endpoint.upload ? await uploads.read(request, session.accountId, endpoint.upload.most) : nothing,
    fileName: fileNameOf(request),
  }
  const actor = memberActor(session.accountId, desk.roles as Role[], desk.grants)
  const { audit } = endpoint
  const named = audit?.id
    ? (params.data as Record<string, string>)[audit.id]
    : (body as { id?: string } | undefined)?.id
  const intent =
    audit?.act === 'write'
      ? { act: endpoint.name, record: audit.record, recordId: named ?? null }
      : audit?.act === 'read' || endpoint.method === 'GET'
        ? 'read'
        : null
  const noteRead = (record: string) =>
    parts.reads.add(desk.id, {
      at: parts.clock(),
      actor: actor.name,
      act: endpoint.name,
      kind: 'read',
      record,
      record_id: named ?? null,
    })
  const enter = () =>
    'asGuest' in handler
      ? visit(parts, handler.asGuest, { desk, actor, intent, call: call as never, act: endpoint.name })
      : enterDesk(parts, desk, actor, intent, (at) => handler.inDesk(at, call as never))
  try {
    // What a file takes to read through is done one file after the other: connections stay free for everybody else.
    const answer = await (endpoint.upload || endpoint.slow ? uploads.inTurn(enter) : enter())
    if (audit?.act === 'read') await noteRead(audit.record)
    return { answer, again: (work) => enterDesk(parts, desk, actor, 'read', work) }
  } catch (error) {
    // A write that came too late is answered with the record as it is now: that is a reading, and it is written down.
    if (audit && error instanceof Failure && error.current !== undefined) await noteRead(audit.record)
    throw error
  }
}

type Leaving = { desk: DeskHere; actor: Actor; intent: Write | 'read' | null; call: never; act: string }

/** The own desk says where to; then the other desk is entered, as a guest who reads there and has no other right. */
async function visit(parts: DoorParts, work: GuestWork<never, Visit>, { desk, actor, intent, call, act }: Leaving) {
  const visit = await enterDesk(parts, desk, actor, intent, (at) => work.from(at, call))
  const there = await deskById(parts, { id: visit.desk })
  if (there?.networkId !== desk.networkId) throw notFound()
  const guest: Actor = { ...houseActor(`guest:${actor.accountId}`), grants: ['case.read', 'person.read'] }
  const { kind: record, id: recordId } = visit.record
  const arrived = intent === 'read' ? 'read' : { act, record, recordId }
  const answer = await enterDesk(parts, there, guest, arrived, (at) => work.there(at, call, visit))
  const read = { act, kind: 'read', record, record_id: recordId } as const
  if (intent === 'read') await parts.reads.add(there.id, { at: parts.clock(), actor: guest.name, ...read })
  return answer
}

/** Two accounts in one browser share the cookie: what one typed is never recorded under the other. */
function refuseOtherAccount(request: FastifyRequest, session: Session): void {
  const asked = request.headers['x-varco-account']
  if (asked !== undefined && asked !== session.accountId) throw notAllowed('other-account')
}

/** The name of an uploaded file travels in a header, as it may name a person and addresses are logged elsewhere. */
function fileNameOf(request: FastifyRequest): string {
  try {
    return (
      decodeURIComponent(String(request.headers['x-file-name'] ?? ''))
        .slice(0, 200)
        .replace(/\p{Cc}/gu, ' ')
        .trim() || 'register'
    )
  } catch {
    return 'register'
  }
}
