import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import type { ToldMap } from '#model/network/contract-map.ts'
import { openEmbedded } from '../server/src/platform/embedded.ts'
import { fillMap, mapSize } from './map-data.ts'
import { calls, figures, inBrowser, keepFigures, onDemonstration, say } from './timed.ts'
import { call, hangUp, signIn } from './varco.ts'

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200' }, draws: { type: 'string', default: '20' } },
})
const path = '/pua-milano/rete/mappa'
const email = 'coordinatore.milano@demo.varco.example'

/** The answer by itself: one call after the other, after a few to warm up. */
async function serverPart(address: string, cookie: string) {
  const asked = '/api/v1/desks/pua-milano/network-map'
  const first = await call(address, cookie, 'GET', asked)
  if (first.status !== 200) throw new Error(`the map answered ${first.status}: ${first.text}`)
  const { flows, services } = JSON.parse(first.text) as ToldMap
  const milliseconds = await calls(address, cookie, asked, Number(values.calls))
  hangUp(address)
  const kilobytes = Math.round(first.text.length / 1024)
  return { flows: flows.from.length, services: services.length, kilobytes, milliseconds }
}

/** From the click on the way to the map, and from the address typed anew, to the picture on the screen. */
const browserPart = (address: string, password: string) =>
  inBrowser(address, { email, password }, async (context) => {
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
  })

async function fill(data: string): Promise<void> {
  say(`${mapSize.services} services, ${mapSize.referrals} referrals`)
  const embedded = await openEmbedded(data)
  await fillMap(embedded.supervisor).finally(() => embedded.stop())
}

await onDemonstration('map', fill, async (address, password) => {
  say('server')
  const server = await serverPart(address, await signIn(address, email, password))
  say('browser')
  keepFigures('map', { ...mapSize, server, browserMilliseconds: await browserPart(address, password) })
})
