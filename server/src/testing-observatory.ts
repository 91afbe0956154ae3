/**
 * The checks of the MDN HTTP Observatory with the points of its own table (github.com/mdn/mdn-http-observatory, version 1.4:
 * src/analyzer/tests, src/grader/charts.js), for one page as a browser gets it over https. Its package wants a public host,
 * a database of its own and native modules, so that it cannot look at a server on loopback.
 */
export type Page = { headers: Record<string, unknown>; html: string }

type Check = (page: Page) => number

const header = ({ headers }: Page, name: string): string | undefined =>
  headers[name] === undefined ? undefined : String(headers[name]).trim()
const meta = ({ html }: Page, name: string) =>
  [...html.matchAll(/<meta\b[^>]*>/gi)].some(([tag]) =>
    new RegExp(`(http-equiv|name)=["']?${name}["'\\s/>]`, 'i').test(tag),
  )

const broad = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']
const inline = ["'unsafe-inline'", 'data:']

/** The directives of a policy, or nothing where one stands twice or there is no policy. */
function directivesOf(text: string | undefined): Map<string, string[]> | undefined {
  const directives = (text ?? '').split(';').flatMap((part) => {
    const [name, ...sources] = part.trim().toLowerCase().split(/\s+/)
    return name ? [[name, sources] as const] : []
  })
  const map = new Map(directives)
  return map.size > 0 && map.size === directives.length ? map : undefined
}

const csp: Check = (page) => {
  const policy = directivesOf(header(page, 'content-security-policy'))
  if (!policy) return -25
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const has = (name: string, these: string[]) => sources(name).some((each) => these.includes(each))
  const insecure = (list: string[]) => list.some((each) => /^(http|ftp):/.test(each))
  if (has('script-src', [...broad, ...inline]) || has('object-src', broad)) return -20
  const passive = ['img-src', 'media-src']
  if (insecure([...policy].flatMap(([name, list]) => (passive.includes(name) ? [] : list)))) return -20
  if (has('script-src', ["'unsafe-eval'"]) || has('style-src', ["'unsafe-eval'"])) return -10
  if (insecure(passive.flatMap(sources))) return -10
  if (has('style-src', [...broad, ...inline])) return 0
  return policy.get('default-src')?.join() === "'none'" ? 10 : 5
}

const cookies: Check = (page) => {
  const set = [page.headers['set-cookie'] ?? []].flat().map((each) => String(each).toLowerCase())
  if (set.length === 0) return 0
  const flagged = (flag: RegExp) => set.every((each) => flag.test(each))
  if (!flagged(/; secure/)) return -40
  if (!flagged(/; httponly/)) return -30
  return flagged(/; samesite=(strict|lax)/) ? 5 : -20
}

/** Only whoever lets a foreign origin read with credentials loses points; this server lets nobody. */
const cors: Check = (page) => (header(page, 'access-control-allow-origin') === undefined ? 0 : -50)

/** The step from http to https is the proxy's; the server itself sends nobody elsewhere. */
const redirection: Check = (page) => (header(page, 'location') === undefined ? 0 : -20)

const referrer: Check = (page) => {
  if (meta(page, 'referrer')) return -5
  const last = (header(page, 'referrer-policy') ?? '').toLowerCase().split(',').at(-1)?.trim() ?? ''
  if (last === '') return 0
  return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(last) ? 5 : -5
}

const hsts: Check = (page) => {
  const age = /^max-age=(\d+)(;|$)/.exec(header(page, 'strict-transport-security') ?? '')?.[1]
  if (age === undefined) return -20
  return Number(age) < 15_552_000 ? -10 : 0
}

const sri: Check = ({ html }) => {
  const scripts = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag)
  const foreign = scripts.filter((tag) => /src=["']?(https?:)?\/\//i.test(tag))
  if (foreign.length === 0) return scripts.length > 0 && scripts.every((tag) => /integrity=/i.test(tag)) ? 5 : 0
  const safe = foreign.every((tag) => /src=["']?https:/i.test(tag))
  const whole = foreign.every((tag) => /integrity=/i.test(tag))
  if (safe) return whole ? 5 : -5
  return whole ? -20 : -50
}

const sniffing: Check = (page) => (header(page, 'x-content-type-options')?.toLowerCase() === 'nosniff' ? 0 : -5)

const framing: Check = (page) => {
  const ancestors = directivesOf(header(page, 'content-security-policy'))?.get('frame-ancestors')
  if (ancestors && !ancestors.some((each) => broad.includes(each))) return 5
  return /^(deny|sameorigin)$/i.test(header(page, 'x-frame-options') ?? '') ? 0 : -20
}

const corp: Check = (page) => {
  const said = header(page, 'cross-origin-resource-policy')?.toLowerCase()
  if (said === undefined || said === 'cross-origin') return 0
  return said === 'same-origin' || said === 'same-site' ? 10 : -5
}

export const checks: Record<string, Check> = {
  csp,
  cookies,
  cors,
  redirection,
  referrer,
  hsts,
  sri,
  sniffing,
  framing,
  corp,
}

/** The score: what is good beyond the rest counts only from 90 points on, without it. A+ is 100 and more. */
export function scoreOf(page: Page): { score: number; points: Record<string, number> } {
  const points = Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check(page)]))
  const sum = (these: number[]) => these.reduce((all, each) => all + each, 100)
  const bare = sum(Object.values(points).filter((each) => each < 0))
  return { score: bare >= 90 ? sum(Object.values(points)) : bare, points }
}
