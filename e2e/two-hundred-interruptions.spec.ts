import type { Browser, BrowserContext, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { signInAt } from '../server/src/testing-process.ts'
import { launchBrowser } from './browser.ts'
import { ask, newPerson } from './records.ts'
import { emailOf, settled } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

/** So many forms are typed at once; in each round every one is interrupted. */
const LANES = 8
const ROUNDS = 25
/** Rounds in which the server, or the whole browser, is killed under all of them. In the others each has its own fate. */
const ofServer = 5
const ofBrowser = 4
const alone = ['tab', 'network', 'session'] as const
type Kind = (typeof alone)[number] | 'server' | 'browser'

const names = ['tutor', 'tutor2', 'legale', 'rete', 'mediatrice'].map((name) => `${name}.milano`)

/** A chance that is the same at every run: what was found is found again. */
let seed = 20_261_123
function chance(most: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * most)
}
const oneOf = <T>(all: readonly T[]): T => all[chance(all.length)] as T
function shuffled<T>(all: T[]): T[] {
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = chance(at + 1)
    ;[all[at], all[other]] = [all[other] as T, all[at] as T]
  }
  return all
}

type Typed = { text: string; kind: string; visibility: string; day: string }
/** `named`: the colleague who is named in the note. */
type Lane = { name: string; kase: string; context: BrowserContext; page: Page; typed: Typed; named: string }

let varco: Served
let browser: Browser
let lanes: Lane[] = []

const fields = {
  text: (page: Page) => page.locator('#note-text'),
  kind: (page: Page) => page.locator('#note-kind'),
  visibility: (page: Page) => page.locator('#note-visibility'),
  day: (page: Page) => page.locator('#note-day'),
}
const typedFields = Object.keys(fields) as (keyof Typed)[]

async function openLane({ name, kase, typed, named }: Omit<Lane, 'context' | 'page'>): Promise<Lane> {
  const context = await browser.newContext({ baseURL: varco.address, locale: 'it-IT', timezoneId: 'Europe/Rome' })
  context.setDefaultTimeout(30_000)
  await context.request.post('/api/v1/session', {
    headers: { 'x-varco': '1' },
    data: { email: emailOf(name), password: varco.password },
  })
  return { name, kase, context, typed, named, page: await openPage(context, kase) }
}

async function openPage(context: BrowserContext, kase: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`/pua-milano/casi/${kase}`)
  await settled(page)
  return page
}

beforeAll(async () => {
  varco = await serveVarco()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await varco?.close()
})

async function openLanes(): Promise<void> {
  const opened = addDays(today(new Date().toISOString()), -60)
  for (let no = 0; no < LANES; no += 1) {
    const name = names[no % names.length] as string
    const caller = await signInAt(varco.address, varco.data, name)
    const personId = await newPerson(caller, { givenName: 'Prova', familyName: `Interrotta${no}` })
    const kase = v7()
    const body = { id: kase, personId, openedOn: opened, legalBasis: 'public-task', followers: [] }
    expect((await caller('POST', '/desks/pua-milano/cases', body)).status).toBe(200)
    const named = name === 'tutor2.milano' ? 'Marta Riva' : 'Davide Colombo'
    const typed = { text: '', kind: 'interview', visibility: 'desk', day: '' }
    const lane = await openLane({ name, kase, typed, named })
    await fields.text(lane.page).pressSequentially(`@${named.slice(0, 4)}`)
    await lane.page.getByRole('listbox').getByRole('option', { name: named }).waitFor()
    await lane.page.keyboard.press('Tab')
    typed.text = `@${named} `
    await expect.poll(() => fields.text(lane.page).inputValue()).toBe(typed.text)
    lanes.push(lane)
  }
}

let words = 0
/** Changes one or two fields of a form. */
async function typeIn(
  { page, typed }: Lane,
  names: readonly (keyof Typed)[] = shuffled([...typedFields]).slice(0, 1 + chance(2)),
): Promise<void> {
  for (const name of names) {
    const field = fields[name](page)
    words += 1
    if (name === 'kind') typed.kind = oneOf(['interview', 'call', 'meeting', 'case-conference', 'message'])
    else if (name === 'visibility') typed.visibility = oneOf(['desk', 'legal'])
    else if (name === 'day') {
      const [year, month, day] = addDays(today(new Date().toISOString()), -chance(50)).split('-')
      typed.day = `${day}/${month}/${year}`
    } else typed[name] = `${typed[name]} parola${words}`.trimStart()
    if (name === 'kind' || name === 'visibility') await field.selectOption(typed[name])
    else await field.fill(typed[name])
  }
}

/** Every form on the page is kept: with the server, or at least on this device. */
async function areKept(page: Page, where: 'saved' | 'device'): Promise<void> {
  await expect.poll(() => page.locator('[data-draft=typing]').count()).toBe(0)
  if (where === 'device') await page.locator('[data-draft=device]').first().waitFor()
  else await expect.poll(() => page.locator('[data-draft=device]').count()).toBe(0)
}

async function stillThere({ page, typed, named }: Lane): Promise<void> {
  const asked = typedFields.filter((name) => typed[name] !== '')
  await expect
    .poll(() => Promise.all(asked.map((name) => fields[name](page).inputValue())))
    .toEqual(asked.map((name) => typed[name]))
  await expect.poll(() => page.getByRole('list', { name: 'Colleghi menzionati' }).allTextContents()).toEqual([named])
}

async function interrupted(lane: Lane, kind: (typeof alone)[number]): Promise<void> {
  if (kind === 'tab') {
    // The tab dies without a chance to say anything.
    const session = await lane.context.newCDPSession(lane.page)
    const crashed = lane.page.waitForEvent('crash')
    void session.send('Page.crash').catch(() => {})
    await crashed
    await lane.page.close()
    lane.page = await openPage(lane.context, lane.kase)
  } else if (kind === 'network') {
    await lane.context.setOffline(true)
    await typeIn(lane)
    await areKept(lane.page, 'device')
    await lane.context.setOffline(false)
  } else {
    // Of a server that was killed a connection may be left: it is tried on a new one.
    await lane.context.request.delete('/api/v1/session', { headers: { 'x-varco': '1' }, maxRetries: 3 })
    await typeIn(lane, ['text'])
    // The dialog that asks to sign in may lie over the form before that, and then it has the keys: what stands in the form counts.
    lane.typed.text = await fields.text(lane.page).inputValue()
    const again = lane.page.getByRole('dialog', { name: 'Accedere di nuovo' })
    await again.waitFor()
    await again.getByLabel('Password').fill(varco.password)
    await again.getByRole('button', { name: 'Accedi' }).click()
    await again.waitFor({ state: 'detached' })
  }
}

async function serverKilled(): Promise<void> {
  await varco.kill()
  for (const lane of lanes) await typeIn(lane)
  await Promise.all(lanes.map(({ page }) => areKept(page, 'device')))
  await varco.start()
}

/** With it goes all that the device kept: what the server has is what comes back. */
async function browserKilled(): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const gone = new Promise((resolve) => browser.once('disconnected', resolve))
  void session.send('Browser.crash').catch(() => {})
  await gone
  browser = await launchBrowser()
  lanes = await Promise.all(lanes.map(openLane))
}

test('two hundred interruptions in any order: no field of a form is lost', async () => {
  const rounds: ('server' | 'browser' | 'alone')[] = shuffled([
    ...Array<'server'>(ofServer).fill('server'),
    ...Array<'browser'>(ofBrowser).fill('browser'),
    ...Array<'alone'>(ROUNDS - ofServer - ofBrowser).fill('alone'),
  ])
  await openLanes()
  const counts: Partial<Record<Kind, number>> = {}
  for (const round of rounds) {
    const fates = lanes.map((): Kind => (round === 'alone' ? oneOf(alone) : round))
    for (const fate of fates) counts[fate] = (counts[fate] ?? 0) + 1
    for (const lane of lanes) await typeIn(lane)
    await Promise.all(lanes.map(({ page }) => areKept(page, 'saved')))
    if (round === 'server') await serverKilled()
    else if (round === 'browser') await browserKilled()
    else await Promise.all(lanes.map((lane, at) => interrupted(lane, fates[at] as (typeof alone)[number])))
    await Promise.all(lanes.map(stillThere))
  }
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(200)
  expect(Object.keys(counts).sort()).toEqual(['browser', 'network', 'server', 'session', 'tab'])
  // And what was typed is what is saved.
  for (const lane of lanes) {
    await fields.text(lane.page).fill(`${lane.typed.text} fine`)
    await fields.text(lane.page).press('Control+Enter')
    await lane.page.getByRole('status').filter({ hasText: 'Nota salvata' }).first().waitFor()
    const caller = await signInAt(varco.address, varco.data, lane.name)
    type File = { notes: { text: string; kind: string; visibility: string }[] }
    const { notes } = await ask<File>(caller, `/desks/pua-milano/cases/${lane.kase}`)
    const { kind, visibility, text } = lane.typed
    expect(notes).toMatchObject([{ kind, visibility, text: `${text} fine` }])
  }
}, 400_000)
