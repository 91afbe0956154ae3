import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { launchBrowser } from '../e2e/browser.ts'
import { clearData, startProcess } from '../server/src/testing-process.ts'
import { call } from './varco.ts'

const round = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10
export const say = (text: string) => process.stderr.write(`${text}\n`)

/** Times in milliseconds: how many, the median, what 95 of 100 stay below, the longest. */
export function figures(times: number[]) {
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.floor(times.length * share)])
  return { times: times.length, p50: at(0.5), p95: at(0.95), most: round(times.at(-1)) }
}

/** Calls of one path, one after the other, after twenty to warm up. */
export async function calls(address: string, cookie: string, path: string, most: number) {
  const times: number[] = []
  for (let no = 0; no < most + 20; no += 1) {
    const began = performance.now()
    const answer = await call(address, cookie, 'GET', path)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    if (no >= 20) times.push(performance.now() - began)
  }
  return figures(times)
}

/** A browser of 1280 px in which somebody is signed in. */
export async function inBrowser<T>(
  address: string,
  { email, password }: { email: string; password: string },
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: address })
    await context.request.post('/api/v1/session', { headers: { 'x-varco': '1' }, data: { email, password } })
    return await work(context)
  } finally {
    await browser.close()
  }
}

/** Works on an installation of its own with the demonstration's data, filled further before it starts. */
export async function onDemonstration<T>(
  name: string,
  fill: (data: string) => Promise<void>,
  work: (address: string, password: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `varco-bench-${name}-`))
  const data = join(folder, 'data')
  try {
    say('demonstration')
    await (await startProcess(data)).stop()
    await fill(data)
    const started = await startProcess(data)
    try {
      return await work(started.address, readFileSync(join(data, 'demo-password'), 'utf8').trim())
    } finally {
      await started.stop()
    }
  } finally {
    await clearData(data)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Keeps figures under their name, with machine and day, and says them. */
export function keepFigures(name: string, found: object): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}`
  const kept = { measured: new Date().toISOString().slice(0, 10), machine, ...found }
  const file = fileURLToPath(new URL('figures.json', import.meta.url))
  const known = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, `${JSON.stringify({ ...known, [name]: kept }, null, 2)}\n`)
  process.stdout.write(`${JSON.stringify(kept, null, 2)}\n`)
}
