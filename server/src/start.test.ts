import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearData, type Started, startProcess } from './testing-process.ts'

let data: string
let running: Started[] = []

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'varco-start-'))
})
afterEach(async () => {
  for (const each of running) await each.stop()
  running = []
  await clearData(data)
})

async function start(port = 0): Promise<Started> {
  const started = await startProcess(data, port)
  running.push(started)
  return started
}

/** Processes whose command line names a folder: the database servers of this test. */
function serversIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}\0`) &&
        readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
      )
    } catch {
      return false
    }
  })
}

test('the first start serves the demonstration and prints how to get in; Ctrl-C stops everything', async () => {
  const { address, output, stop } = await start()
  expect(await (await fetch(`${address}/status`)).json()).toEqual({ status: 'ready' })
  const page = await fetch(`${address}/pua-milano`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const script = `${address}/${/assets\/[^"]+\.js/.exec(await page.text())}`
  for (const packed of ['br', 'gzip'])
    expect((await fetch(script, { headers: { 'accept-encoding': packed } })).headers.get('content-encoding')).toBe(
      packed,
    )
  expect(output()).toContain('tutor.milano@demo.varco.example')
  expect(output()).toContain(readFileSync(join(data, 'demo-password'), 'utf8').trim())
  expect(await stop()).toBe(0)
  expect(serversIn(data)).toEqual([])
  await expect(fetch(`${address}/status`)).rejects.toThrow()
})

test('a killed process leaves nothing that blocks the next start', async () => {
  const first = await start()
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await start()
  expect((await fetch(`${second.address}/status`)).status).toBe(200)
  expect(await second.stop()).toBe(0)
  expect(serversIn(data)).toEqual([])
})

test('a closed output pipe stops it in order, or leaves nothing that blocks the next start', async () => {
  const command = `"${process.execPath}" "${fileURLToPath(new URL('start.ts', import.meta.url))}" --data "${data}" --port 0 | head -n 1`
  const shell = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'ignore', 'ignore'] })
  await once(shell, 'exit')
  const next = await start()
  expect((await fetch(`${next.address}/status`)).status).toBe(200)
})

test('a second start on the same data is told who serves them', async () => {
  const first = await start()
  await expect(start()).rejects.toThrow(first.address)
  expect((await fetch(`${first.address}/status`)).status).toBe(200)
})

test('a taken port is told in one line and leaves no database behind', async () => {
  const first = await start()
  const other = await mkdtemp(join(tmpdir(), 'varco-start-'))
  const port = Number(new URL(first.address).port)
  await expect(startProcess(other, port)).rejects.toThrow(/port \d+ cannot be had/)
  expect(serversIn(other)).toEqual([])
  expect(existsSync(join(other, 'postgres'))).toBe(false)
  await rm(other, { recursive: true, force: true })
})
