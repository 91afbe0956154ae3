import type { z } from 'zod'
import type { Endpoint } from '#model/endpoint.ts'
import { type FieldError, Problem, type ProblemCode } from '#model/problem.ts'

export type CallCode = ProblemCode | 'offline'

/** A call that did not go through: a problem of the catalogue, or no answer at all (`offline`). */
export class CallError extends Error {
  readonly code: CallCode
  readonly reason: string | undefined
  readonly errors: readonly FieldError[]
  readonly current: unknown
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined

  constructor(code: CallCode, problem?: Problem, retryAfter?: number) {
    super(code)
    this.code = code
    this.reason = problem?.reason
    this.errors = problem?.errors ?? []
    this.current = problem?.current
    this.requestId = problem?.requestId
    this.retryAfter = retryAfter
  }
}

type Values = Record<string, unknown>

type Given<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
  signal?: AbortSignal
  /** How long the answer may take, in milliseconds: after it there was none. */
  within?: number
  /** Do not ask to sign in when the session has ended: the caller deals with it. */
  quiet?: boolean
  /** It arrives although the page is left meanwhile. For calls with little in them. */
  outlives?: boolean
}

/** A server that has not answered by then is as good as away. A file takes longer to send and to be read. */
const answerWithin = 30_000
const fileWithin = 5 * 60_000

let account: string | undefined

/** The page says as whom it acts: if another account signs in in this browser, the server refuses what this page sends. */
export function actAs(accountId: string): void {
  account = accountId
}

/** The header that no page of another site can send: the server refuses writes without it. */
const ours = (): Record<string, string> => ({
  accept: 'application/json',
  'x-varco': '1',
  ...(account && { 'x-varco-account': account }),
})

/** The address of an endpoint, for links to files. */
export function addressOf<E extends Endpoint>(
  endpoint: E,
  params: z.input<E['params']>,
  query: z.input<E['query']>,
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Values)[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Values))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

let waitForSignIn: (() => Promise<void>) | undefined
let renewals = 0

/** The shell says how to ask for a new sign-in over what is on the screen; the call goes on after it. */
export function onSessionEnd(ask: () => Promise<void>): void {
  waitForSignIn = ask
}

/** Somebody signed in over the page: what is refused after this and was sent before it is of the session that ended. */
export function sessionRenewed(): void {
  renewals += 1
}

/** How many times the session was renewed over this page. */
export const sessionRenewals = (): number => renewals

/** Calls an endpoint of the contract. A session that ended is renewed over the page, and the call is made again. */
export async function call<E extends Endpoint>(endpoint: E, given: Given<E> = {}): Promise<z.output<E['answer']>> {
  const body = given.body === undefined ? undefined : JSON.stringify(given.body)
  return answerOfCall(endpoint, given, {
    body: body ?? null,
    headers: body === undefined ? ours() : { ...ours(), 'content-type': 'application/json' },
  })
}

/** Sends a file to an upload endpoint. */
export async function sendFile<E extends Endpoint>(
  endpoint: E,
  given: Given<E> & { file: File },
): Promise<z.output<E['answer']>> {
  return answerOfCall(
    endpoint,
    { within: fileWithin, ...given },
    {
      body: given.file,
      // The name of a file may name a person: it travels in a header, never in the address.
      headers: {
        ...ours(),
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(given.file.name.slice(0, 200)),
      },
    },
  )
}

async function answerOfCall<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  init: { body: BodyInit | null; headers: Record<string, string> },
): Promise<z.output<E['answer']>> {
  const address = addressOf(
    endpoint,
    (given.params ?? {}) as z.input<E['params']>,
    (given.query ?? {}) as z.input<E['query']>,
  )
  const { json } = await renewed(endpoint, given, () => fetchOnce(address, { method: endpoint.method, ...init }, given))
  return endpoint.answer.parse(json) as z.output<E['answer']>
}

/** The bytes of a file, for what the page shows or compares itself. */
export async function fetchBytes<E extends Endpoint>(endpoint: E, given: Given<E>): Promise<Blob> {
  const address = addressOf(
    endpoint,
    (given.params ?? {}) as z.input<E['params']>,
    (given.query ?? {}) as z.input<E['query']>,
  )
  const init = { method: endpoint.method, headers: ours() }
  const { blob } = await renewed(endpoint, given, () =>
    fetchOnce(address, init, { within: fileWithin, ...given }, true),
  )
  if (!blob) throw new CallError('internal')
  return blob
}

/** The answer of a call; where the session has ended, after it was renewed over the page. */
async function renewed(endpoint: Endpoint, given: { quiet?: boolean }, send: () => Promise<Answer>): Promise<Answer> {
  const before = renewals
  let answer = await send()
  if (answer.status === 401 && endpoint.access !== 'public') {
    const asks = renewals === before && !given.quiet && waitForSignIn
    if (asks) await asks()
    if (renewals !== before) answer = await send()
  }
  if (!answer.ok) throw errorOf(answer)
  return answer
}

type Answer = { ok: boolean; status: number; wait: number | undefined; json: unknown; blob?: Blob }

/** One try, until the last byte of the answer or the end of the time for it. */
async function fetchOnce(
  address: string,
  init: RequestInit,
  { signal, within = answerWithin, outlives = false }: { signal?: AbortSignal; within?: number; outlives?: boolean },
  isFile = false,
): Promise<Answer> {
  const late = AbortSignal.timeout(within)
  try {
    const response = await fetch(address, {
      ...init,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      credentials: 'same-origin',
      keepalive: outlives,
      cache: 'no-store',
    })
    const { ok, status, headers } = response
    const wait = Number(headers.get('retry-after')) || undefined
    if (ok && isFile) return { ok, status, wait, json: undefined, blob: await response.blob() }
    return { ok, status, wait, json: jsonOf(await response.text()) }
  } catch (error) {
    if (signal?.aborted) throw error
    throw new CallError('offline')
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function errorOf({ status, wait, json }: Answer): CallError {
  const problem = Problem.safeParse(json)
  if (problem.success) return new CallError(problem.data.code, problem.data, wait)
  return new CallError(status >= 502 ? 'offline' : 'internal', undefined, wait)
}
