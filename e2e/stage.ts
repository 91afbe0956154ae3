import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'
import { signInAt } from '../server/src/testing-process.ts'
import { launchBrowser } from './browser.ts'
import type { Door } from './varco.ts'

export type Look = BrowserContextOptions & {
  /** A phone: 390 px, fingers. */
  phone?: boolean
  /** Failures that this journey brings about: their lines in the console are no fault. */
  expects?: readonly ('offline' | 'other-account' | 'server-gone' | 'refused-file' | 'leaves')[]
}

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

const shots = fileURLToPath(new URL('../.build/e2e', import.meta.url))

/** What the journeys call people: invented, and looked for in every address that the browser asks for or shows. */
export type Names = readonly string[]

let launched: Promise<Browser> | undefined

/**
 * A browser for a spec. Every context it opens is watched; after each test a fault on any page fails it: an error in the
 * console, a call to another host, a person's name in an address.
 */
export function openStage(personal: Names, door: () => Door = () => inject('varco')) {
  let open: ({ context: BrowserContext } & Watched)[] = []
  afterAll(async () => {
    await (await launched)?.close()
    launched = undefined
  })
  afterEach(async ({ task }) => {
    const here = open
    open = []
    if (task.result?.state === 'fail') await keepPictures(here, task.name)
    for (const { context } of here) await context.close()
    expect(here.flatMap(({ faults }) => faults)).toEqual([])
  })

  return {
    door,
    /** A browser of somebody: own cookies, own device. */
    async visitor({ phone: small, expects = [], ...options }: Look = {}): Promise<BrowserContext> {
      launched ??= launchBrowser()
      const context = await (await launched).newContext({
        viewport: small ? phone : desktop,
        hasTouch: small ?? false,
        isMobile: small ?? false,
        locale: 'it-IT',
        timezoneId: 'Europe/Rome',
        reducedMotion: 'reduce',
        baseURL: door().address,
        ...options,
      })
      context.setDefaultTimeout(20_000)
      open.push({ context, ...watch(context, door().address, personal, expects) })
      return context
    },
    /** Somebody of the demonstration, signed in and at a page of a desk. */
    async member(name: string, path = '', look: Look & { desk?: string } = {}): Promise<Page> {
      const { desk = 'pua-milano', ...rest } = look
      const context = await this.visitor(rest)
      await context.request.post('/api/v1/session', {
        headers: { 'x-varco': '1' },
        data: { email: emailOf(name), password: door().password },
      })
      const page = await context.newPage()
      await visit(page, `/${desk}${path}`)
      return page
    },
    /** Everything that the API answered to this browser. */
    async heard(page: Page): Promise<string> {
      const { bodies } = open.find(({ context }) => context === page.context()) ?? { bodies: [] }
      return (await Promise.all(bodies)).join('\n')
    },
    /** The same member from elsewhere, by calls alone. */
    elsewhere: (name: string) => signInAt(door().address, door().data, name),
  }
}

/** Lines of the console that belong to an answer the journey asked for. */
const answers = /status of (401|404|409) /
const failures = {
  offline: /net::ERR_INTERNET_DISCONNECTED/,
  'other-account': /status of 403 /,
  'refused-file': /status of 422 /,
  // Where the way out of the public pages leads.
  leaves: /^https:\/\/www\.meteoam\.it\/|net::ERR_/,
  'server-gone': /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)|status of 503 /,
}

type Watched = { faults: string[]; bodies: Promise<string>[] }

function watch(context: BrowserContext, address: string, personal: Names, expects: NonNullable<Look['expects']>) {
  const { faults, bodies }: Watched = { faults: [], bodies: [] }
  const known = [answers, ...expects.map((name) => failures[name])]
  const read = (url: string) => {
    const plain = decodeURIComponent(url).toLowerCase()
    const found = personal.find((name) => plain.includes(name.toLowerCase()))
    if (found) faults.push(`a person's name in an address: ${url}`)
  }
  context.on('request', (request) => {
    const url = request.url()
    read(url)
    const isAway = /^https?:/.test(url) && new URL(url).origin !== address
    if (isAway && !(expects.includes('leaves') && failures.leaves.test(url)))
      faults.push(`a call to another host: ${url}`)
  })
  context.on('response', (response) => {
    if (response.url().includes('/api/')) bodies.push(response.text().catch(() => ''))
  })
  context.on('console', (line) => {
    if (line.type() === 'error' && !known.some((pattern) => pattern.test(line.text())))
      faults.push(`console: ${line.text()}`)
  })
  context.on('weberror', (error) => faults.push(`page: ${error.error().stack ?? error.error().message}`))
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => read(frame.url()))
    page.on('close', () => read(page.url()))
  })
  return { faults, bodies }
}

async function keepPictures(here: readonly { context: BrowserContext }[], test: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  const pages = here.flatMap(({ context }) => context.pages())
  for (const [at, page] of pages.entries())
    await page.screenshot({ path: join(shots, `${test.replace(/\W+/g, '-')}-${at}.png`) }).catch(() => {})
}

export const emailOf = (name: string): string => `${name}@demo.varco.example`

/** Signs in by the form, on the way to an address. */
export async function signIn(page: Page, door: Door, name: string, path: string): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').fill(emailOf(name))
  await page.getByLabel('Password').fill(door.password)
  await page.getByLabel('Password').press('Enter')
  await page.getByLabel('Password').waitFor({ state: 'detached' })
  await page.waitForURL((url) => url.pathname === path)
  await settled(page)
}

/** Goes to an address and waits until its page stands. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

/** Holds back what the page asks of the server at these addresses, until it is let go. */
export async function holdBack(page: Page, addresses: string): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(addresses, async (route) => {
    await promise
    await route.continue()
  })
  return () => {
    resolve()
    return page.unrouteAll({ behavior: 'wait' })
  }
}

/** The page has its heading and nothing is still coming. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
}

/** Waits for words on the page. */
export const sees = (page: Page | Locator, words: string | RegExp): Promise<void> =>
  page.getByText(words).first().waitFor()

export const says = (status: Locator | Page, words: string | RegExp): Promise<void> =>
  status.getByRole('status').filter({ hasText: words }).first().waitFor()

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

/** What axe finds on the page as it is: what is wrong, each with its rule and where, and the rules it cannot decide. */
export async function axe(page: Page, where: string): Promise<{ wrong: string[]; undecided: string[] }> {
  const options = { runOnly: { type: 'tag' as const, values: rules } }
  const { violations, incomplete } = await new AxeBuilder({ page }).options(options).setLegacyMode().analyze()
  const wrong = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${where}: ${id} at ${node.target.join(' ')} (${node.failureSummary?.replace(/\s+/g, ' ')})`),
  )
  return { wrong, undecided: incomplete.map(({ id }) => id) }
}

export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect((await axe(page, where)).wrong).toEqual([])
}

/** Accessible as wide as it is and on a phone, where nothing runs over the side. */
export async function looksRight(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where)
  const size = page.viewportSize()
  await page.setViewportSize(phone)
  await expectAccessible(page, `${where} at 390 px`)
  expect([where, await overflow(page)]).toEqual([where, 0])
  if (size) await page.setViewportSize(size)
}

/** Presses Tab until something has the focus; answers how many times. */
export async function tabTo(page: Page, goal: Locator, most = 40): Promise<number> {
  for (let pressed = 1; pressed <= most; pressed++) {
    await page.keyboard.press('Tab')
    if (await hasFocus(goal)) return pressed
  }
  throw new Error(`${most} times Tab do not lead to ${goal}`)
}

export const hasFocus = async (goal: Locator): Promise<boolean> =>
  (await goal.count()) === 1 && (await goal.evaluate((element) => element === element.ownerDocument.activeElement))

/** How far the page runs over the side of the screen, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
