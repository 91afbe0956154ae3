import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, openStage, overflow, sees, tabTo } from './stage.ts'

const stage = openStage([])
const built = fileURLToPath(new URL('../dist/web/info', import.meta.url))
const languages = readdirSync(built, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))
const small = { width: 360, height: 740 }
const elsewhere = 'https://www.meteoam.it/'

/** Everything that is kept of a language: its pages first. */
async function pagesOf(context: BrowserContext, language: string): Promise<string[]> {
  const list = (await (await context.request.get(`/info/${language}/pages.json`)).json()) as string[]
  return list.filter((address) => address.endsWith('/'))
}

/** That the browser went to the page that one leaves to: it is on another host, and nobody answers here. */
const goesThere = (context: BrowserContext) =>
  context.waitForEvent('request', (request) => request.url() === elsewhere && request.isNavigationRequest())

test('there are pages in Italian and English, and every topic in each language', async () => {
  expect(languages).toEqual(expect.arrayContaining(['en', 'it']))
  const counts = languages.map((language) => readdirSync(join(built, language)).length)
  expect(new Set(counts).size).toBe(1)
})

test.each(languages)('in %s every page is accessible, narrow enough and light', async (language) => {
  const context = await stage.visitor({ viewport: small, isMobile: true, hasTouch: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  const bytes: number[] = []
  page.on('response', async (response) => {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes()
    bytes.push(responseBodySize + responseHeadersSize)
  })
  for (const address of await pagesOf(context, language)) {
    bytes.length = 0
    await page.goto(address, { waitUntil: 'networkidle' })
    expect((await axe(page, address)).wrong).toEqual([])
    expect([address, await overflow(page)]).toEqual([address, 0])
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    // No mark of the content and no key of a word is left.
    expect(await page.content()).not.toMatch(/\{\{|\{[a-z]+\}|>[a-z]+-[a-z]+</)
    // Everything that the first look at a page costs, its headers too.
    expect([address, bytes.reduce((sum, each) => sum + each, 0) <= 50 * 1024]).toEqual([address, true])
  }
})

test('no page sets a cookie, asks another host, or lets itself be framed', async () => {
  const context = await stage.visitor()
  const page = await context.newPage()
  for (const address of ['/info/', ...(await pagesOf(context, 'it'))]) {
    const headers = (await page.goto(address))?.headers() ?? {}
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['set-cookie']).toBeUndefined()
  }
  expect(await context.cookies()).toEqual([])
  const out = await context.request.get('/info/esci', { maxRedirects: 0 })
  expect([out.status(), out.headers().location]).toEqual([303, elsewhere])
  // Not "storage": drafts of an operator on the same device would go.
  expect(out.headers()['clear-site-data']).toBe('"cache"')
})

test('without script everything is read, the language is changed in place, and one leaves', async () => {
  const context = await stage.visitor({ javaScriptEnabled: false, viewport: small, expects: ['leaves'] })
  const page = await context.newPage()
  await page.goto('/info/')
  await page.getByRole('link', { name: 'Italiano' }).click()
  const topic = page.locator('.tiles a').first()
  const there = await topic.getAttribute('href')
  await topic.click()
  await page.locator('details.languages summary').click()
  await page.getByRole('link', { name: 'English' }).click()
  expect(new URL(page.url()).pathname).toBe(there?.replace('/it/', '/en/'))
  const gone = goesThere(context)
  await page.getByRole('link', { name: 'Leave now' }).click({ noWaitAfter: true })
  expect((await gone).redirectedFrom()?.url()).toMatch(/\/info\/esci$/)
})

test('one leaves by the button and by three times Shift; what was kept goes', async () => {
  const context = await stage.visitor({ expects: ['leaves'] })
  const kept = (page: Page) => page.evaluate(async () => (await caches.keys()).length)
  for (const way of ['button', 'keys'] as const) {
    const page = await context.newPage()
    await page.goto('/info/it/')
    await expect.poll(() => kept(page)).toBe(1)
    const gone = goesThere(context)
    if (way === 'button') {
      await tabTo(page, page.getByRole('link', { name: 'Esci subito' }))
      await page.keyboard.press('Enter')
    } else for (let press = 0; press < 3; press++) await page.keyboard.press('Shift')
    await gone
    await page.close()
    const next = await context.newPage()
    await next.goto('/info/it/app.webmanifest')
    expect(await kept(next)).toBe(0)
    await next.close()
  }
})

test('Shift among other keys leaves nothing', async () => {
  const page = await (await stage.visitor()).newPage()
  await page.goto('/info/it/')
  for (const key of ['Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key)
  await sees(page, 'Esci subito')
  expect(new URL(page.url()).pathname).toBe('/info/it/')
})

test('after the first visit every page of the language is there without a network', async () => {
  const context = await stage.visitor({ viewport: small, expects: ['offline'] })
  const page = await context.newPage()
  await page.goto('/info/it/')
  const addresses = await pagesOf(context, 'it')
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const name = (await caches.keys()).find((each) => each.startsWith('portal-'))
        return name ? (await (await caches.open(name)).keys()).length : 0
      }),
    )
    .toBe(addresses.length + 3)
  await context.setOffline(true)
  for (const address of addresses) {
    await page.goto(address)
    expect(await page.locator('h1').count()).toBe(1)
  }
  await context.setOffline(false)
})
