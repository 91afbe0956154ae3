import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ToldMap } from '#model/network/contract-map.ts'
import { launchBrowser } from '../e2e/browser.ts'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { clearData, startProcess } from '../server/src/testing-process.ts'
import { fillMap, mapSize } from './map-data.ts'
import { call, hangUp, signIn } from './varco.ts'

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200' }, draws: { type: 'string', default: '20' } },
})
const path = '/pua-milano/rete/mappa'
const say = (text: string) => process.stderr.write(`${text}\n`)
const round = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10

function figures(times: number[]) {
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.floor(times.length * share)])
  return { times: times.length, p50: at(0.5), p95: at(0.95), most: round(times.at(-1)) }
}

/** The answer by itself: one call after the other, after a few to warm up. */
async function serverPart(address: string, cookie: string) {
  const ask = () => call(address, cookie, 'GET', '/api/v1/desks/pua-milano/network-map')
  const first = await ask()
  if (first.status !== 200) throw new Error(`the map answered ${first.status}: ${first.text}`)
  const { flows, services } = JSON.parse(first.text) as ToldMap
  const times: number[] = []
  for (let no = 0; no < Number(values.calls) + 20; no += 1) {
    const began = performance.now()
    await ask()
    if (no >= 20) times.push(performance.now() - began)
  }
  hangUp(address)
  return {
    flows: flows.from.length,
    services: services.length,
    kilobytes: Math.round(first.text.length / 1024),
    milliseconds: figures(times),
  }
}

/** From the click on the way to the map, and from the address typed anew, to the picture on the screen. */
async function browserPart(address: string, email: string, password: string) {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: address })
    await context.request.post('/api/v1/session', { headers: { 'x-varco': '1' }, data: { email, password } })
    const page = await context.newPage()
    const drawn = () =>
      page
        .locator('.flow-node')
        .last()
        .waitFor()
        .then(() =>
          page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
        )
    const times: Record<'click' | 'address' | 'allServices', number[]> = { click: [], address: [], allServices: [] }
    const timed = async (what: keyof typeof times, go: () => Promise<unknown>, no: number) => {
      const began = performance.now()
      await go()
      await drawn()
      if (no > 0) times[what].push(performance.now() - began)
    }
    for (let no = 0; no <= Number(values.draws); no += 1) {
      await page.goto('/pua-milano/rete')
      await page.locator('.table tbody tr').first().waitFor()
      await timed('click', () => page.locator(`a[href="${path}"]`).click(), no)
      await timed('address', () => page.goto(path), no)
      await timed('allServices', () => page.goto(`${path}?tutti=si`), no)
    }
    return Object.fromEntries(Object.entries(times).map(([what, taken]) => [what, figures(taken)]))
  } finally {
    await browser.close()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'varco-bench-map-'))
const data = join(folder, 'data')
try {
  say('demonstration')
  await (await startProcess(data)).stop()
  say(`${mapSize.services} services, ${mapSize.referrals} referrals`)
  const embedded = await openEmbedded(data)
  await fillMap(embedded.supervisor).finally(() => embedded.stop())
  const started = await startProcess(data)
  try {
    const email = 'coordinatore.milano@demo.varco.example'
    const password = readFileSync(join(data, 'demo-password'), 'utf8').trim()
    say('server')
    const server = await serverPart(started.address, await signIn(started.address, email, password))
    say('browser')
    const browser = await browserPart(started.address, email, password)
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}`
    const map = {
      measured: new Date().toISOString().slice(0, 10),
      machine,
      ...mapSize,
      server,
      browserMilliseconds: browser,
    }
    const file = fileURLToPath(new URL('figures.json', import.meta.url))
    const known = JSON.parse(readFileSync(file, 'utf8')) as object
    writeFileSync(file, `${JSON.stringify({ ...known, map }, null, 2)}\n`)
    process.stdout.write(`${JSON.stringify(map, null, 2)}\n`)
  } finally {
    await started.stop()
  }
} finally {
  await clearData(data)
  rmSync(folder, { recursive: true, force: true })
}
