import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { runConsole, signInAt } from '../server/src/testing-process.ts'
import { launchBrowser } from './browser.ts'
import { type Door, serveVarco } from './varco.ts'

/** The pictures of the guides, taken anew from the demonstration network: `npm run pictures`. Everybody in them is invented. */
type Picture = {
  name: string
  member: string
  language?: 'it' | 'en'
  path: string
  phone?: boolean
  /** Brings the page into the state that is shown. */
  brought?: (page: Page) => Promise<void>
}

const register = fileURLToPath(new URL('../server/seeds/register-2025.csv', import.meta.url))
const folder = fileURLToPath(new URL('../docs/guide/pictures', import.meta.url))

const follow = (words: string) => async (page: Page) => {
  await page.getByRole('link', { name: words }).first().click()
  await page.getByRole('heading', { level: 1, name: words }).waitFor()
}
const lookFor = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await page.getByRole('option').first().waitFor()
}

/** A register whose headings say little, as most do. */
const odd =
  'N.;Quando;Cognome;Nome;Tel;Paese\n1;03/11/2026;Sow;Awa;3200000001;Senegal\n2;04/11/2026;Diallo;Moussa;;Mali\n'
const upload = async (page: Page) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'registro.csv', mimeType: 'text/csv', buffer: Buffer.from(odd) })
  await page.getByRole('heading', { level: 1, name: 'registro.csv' }).waitFor()
}

const pictures: Picture[] = [
  { name: 'oggi', member: 'tutor.milano', path: '/pua-milano' },
  { name: 'cerca', member: 'tutor.milano', path: '/pua-milano', brought: lookFor('traore amadu') },
  { name: 'contatto', member: 'tutor.milano', path: '/pua-milano/contatti/nuovo' },
  { name: 'caso', member: 'tutor.milano', path: '/pua-milano', brought: follow('Amadou Traoré') },
  { name: 'monitoraggio', member: 'coordinatore.milano', path: '/pua-milano/monitoraggio' },
  { name: 'importazione', member: 'rete.milano', path: '/pua-milano/importazione', brought: upload },
  { name: 'telefono', member: 'strada.derive', path: '/derive-e-approdi', phone: true },
  { name: 'today', member: 'tutor.milano', language: 'en', path: '/pua-milano' },
  { name: 'case', member: 'tutor.milano', language: 'en', path: '/pua-milano', brought: follow('Amadou Traoré') },
  { name: 'return', member: 'coordinatore.milano', language: 'en', path: '/pua-milano/monitoraggio' },
  { name: 'accesses', member: 'amministrazione.milano', language: 'en', path: '/pua-milano/accessi' },
]

/** The register of the year, and a case in which something was done. */
async function prepare({ address, data }: Door): Promise<void> {
  const { code, err } = await runConsole(['import', 'contacts', register, '--desk', 'pua-milano', '--data', data])
  if (code !== 0) throw new Error(err)
  const tutor = await signInAt(address, data, 'tutor.milano')
  const answer = await tutor('GET', '/desks/pua-milano/cases?most=20&follower=me')
  const { rows } = (await answer.json()) as { rows: { id: string; personName: string }[] }
  const care = rows.find((row) => row.personName === 'Amadou Traoré')?.id
  const services = [
    ['legal', 'Colloquio con il legale sul periodo non pagato'],
    ['documents', 'Copia del permesso e delle buste paga'],
  ]
  const day = new Date().toISOString().slice(0, 10)
  for (const [kind, text] of services) {
    const noted = await tutor('POST', `/desks/pua-milano/cases/${care}/services`, { id: v7(), day, kind, text })
    if (!noted.ok) throw new Error(await noted.text())
  }
}

async function take(browser: Browser, door: Door, { name, member, language, path, phone, brought }: Picture) {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 780 } : { width: 1280, height: 800 },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    baseURL: door.address,
  })
  const data = { email: `${member}@demo.varco.example`, password: door.password }
  await context.request.post('/api/v1/session', { headers: { 'x-varco': '1' }, data })
  const page = await context.newPage()
  const settled = async () => {
    await page.locator('h1').waitFor()
    await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  }
  await page.goto(path)
  await settled()
  const english = page.getByRole('button', { name: 'English' })
  const italian = page.getByRole('button', { name: 'Italiano' })
  if (language === 'en' && (await english.isVisible())) await english.click()
  if (language !== 'en' && (await italian.isVisible())) await italian.click()
  await brought?.(page)
  await settled()
  await page.mouse.move(0, 400)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
}

mkdirSync(folder, { recursive: true })
const door = await serveVarco()
const browser = await launchBrowser()
try {
  await prepare(door)
  for (const picture of pictures) await take(browser, door, picture)
} finally {
  await browser.close()
  await door.close()
}
