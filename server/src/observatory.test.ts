import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from './identity/password.ts'
import { ask } from './platform/testing-ask.ts'
import { type TestServer, testServer } from './testing.ts'
import { type Page, scoreOf } from './testing-observatory.ts'
import { password } from './testing-world.ts'
import { ensureWeb } from './web-build.ts'

let server: TestServer

// As in production: behind an https origin, with the built app.
beforeAll(async () => {
  server = await testServer({ secure: true, hosts: ['varco.example.it', 'varco.test'], web: await ensureWeb(() => {}) })
}, 240_000)
afterAll(() => server.close())

async function pageAt(url: string): Promise<Page & { status: number; type: string }> {
  const answer = await server.http.inject({ method: 'GET', url, headers: { host: 'varco.example.it' } })
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type']),
    headers: answer.headers,
    html: answer.body,
  }
}

const pages = [
  '/',
  '/accesso',
  '/pua-milano',
  '/pua-milano/casi',
  `/pua-milano/casi/${v7()}`,
  '/no/such/page',
  '/index.html',
  '/info/it/',
  '/info/ar/aiuto/',
]

/** The addresses of the server's routes, from the tree in which they are printed. */
function routesOf(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    above.splice(depth, above.length, part)
    return methods?.includes('GET') ? [above.join('')] : []
  })
}

test('the routes outside of the API are these: a new page is scored below', () => {
  const routes = routesOf(server.http.printRoutes({ commonPrefix: false }))
  expect(routes.length).toBeGreaterThan(20)
  const outside = routes.filter((path) => !path.startsWith('/api/v1/')).sort()
  // The star stands for the built assets, the public pages and every page of the app.
  expect(outside).toEqual([
    '*',
    '/agenda/:token([A-Za-z0-9_-]{43}).ics',
    '/docs/problems/:code',
    '/info/esci',
    '/invio/:token',
    '/invio/fatto/:done',
    '/invio/style.css',
    '/status',
    '/vero/:token',
    '/vero/fatto/:done',
    '/vero/style.css',
  ])
})

test.each(pages)('the page at %s has an A+', async (url) => {
  const page = await pageAt(url)
  expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.html).toContain('<script')
  const { score, points } = scoreOf(page)
  expect(score, JSON.stringify(points)).toBeGreaterThanOrEqual(100)
  expect(Object.values(points).filter((each) => each < 0)).toEqual([])
})

test.each([
  ['/vero', '/nothing', 404],
  ['/invio', '/nothing', 404],
  ['/vero', '/fatto/true', 200],
  ['/invio', '/fatto/decline', 200],
] as const)(
  'the page behind a link of a mail at %s%s has an A+, opens no other site and is told to no search engine',
  async (path, rest, status) => {
    const page = await pageAt(`${path}${rest}`)
    expect([page.status, page.type]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page.html).not.toContain('<script')
    const { score, points } = scoreOf(page)
    expect(score, JSON.stringify(points)).toBeGreaterThanOrEqual(100)
    expect(Object.values(points).filter((each) => each < 0)).toEqual([])
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' })
    expect(page.headers['referrer-policy']).toBe('no-referrer')
  },
)

test('what is no page has as many points', async () => {
  for (const url of [
    '/status',
    '/info/sw.js',
    '/info/it/pages.json',
    '/info/no/such/page',
    '/docs/problems/invalid',
    '/docs/problems/none',
    '/api/v1/openapi.json',
    '/api/v1/none',
    '/assets/none.js',
  ]) {
    const page = await pageAt(url)
    expect(page.type, url).not.toContain('text/html')
    expect(scoreOf(page).score, url).toBeGreaterThanOrEqual(100)
  }
})

test('so do the cookies of somebody who signs in', async () => {
  // The records of a world are sent with the plain cookie of the tests; only the account is wanted here.
  const caller = await server.member(await server.desk('here'), 'worker')
  await ask(server.database.platform, 'update account set password_hash = $2 where id = $1', [
    caller.accountId,
    await hashPassword(password),
  ])
  const email = `${caller.accountId}@varco.test`
  const answer = await server.http.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host: 'varco.example.it', 'x-varco': '1', origin: 'https://varco.example.it' },
    payload: { email, password },
  })
  expect(answer.statusCode).toBe(200)
  const set = [answer.headers['set-cookie']].flat().map(String)
  expect(set.length).toBe(2)
  for (const each of set) expect(each).toMatch(/^__Host-[a-z-]+=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  expect(scoreOf({ headers: answer.headers, html: '' }).points.cookies).toBe(5)
})

/** What each check is there for, and the points that it takes. */
const worse: [string, number, (page: Page) => Page][] = [
  ['csp', -25, without('content-security-policy')],
  ['csp', -25, change('content-security-policy', (text) => `${text}; img-src *`)],
  [
    'csp',
    -20,
    change('content-security-policy', (text) => text.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
  ],
  ['csp', -20, change('content-security-policy', (text) => text.replace("default-src 'none';", ''))],
  [
    'csp',
    -10,
    change('content-security-policy', (text) => text.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")),
  ],
  [
    'csp',
    0,
    change('content-security-policy', (text) => text.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")),
  ],
  ['framing', -20, change('content-security-policy', (text) => text.replace("frame-ancestors 'none'", ''))],
  ['hsts', -20, without('strict-transport-security')],
  ['hsts', -10, change('strict-transport-security', () => 'max-age=86400')],
  ['sniffing', -5, without('x-content-type-options')],
  ['referrer', -5, change('referrer-policy', () => 'unsafe-url')],
  ['corp', 0, without('cross-origin-resource-policy')],
  ['cors', -50, change('access-control-allow-origin', () => '*')],
  ['redirection', -20, change('location', () => 'http://elsewhere.example')],
  ['cookies', -40, change('set-cookie', () => 'varco=x; HttpOnly; SameSite=Strict')],
  ['cookies', -30, change('set-cookie', () => 'varco=x; Secure; SameSite=Strict')],
  ['sri', -5, (page) => ({ ...page, html: `${page.html}<script src="https://cdn.example/x.js"></script>` })],
  ['sri', -50, (page) => ({ ...page, html: `${page.html}<script src="//cdn.example/x.js"></script>` })],
]

function change(name: string, to: (text: string) => string) {
  return (page: Page): Page => ({ ...page, headers: { ...page.headers, [name]: to(String(page.headers[name])) } })
}

function without(name: string) {
  return ({ headers, html }: Page): Page => ({
    html,
    headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)),
  })
}

test.each(worse)('a page that is worse in %s gets %i points for it', async (name, points, spoil) => {
  const page = await pageAt('/')
  expect(scoreOf(spoil(page)).points[name]).toBe(points)
  expect(scoreOf(spoil(page)).score).toBeLessThan(scoreOf(page).score)
})
