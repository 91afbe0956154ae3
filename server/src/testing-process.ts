import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClientConfig } from 'pg'
import { openEmbedded } from './platform/embedded.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What `npm start` tells Node. */
const flags = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.match(/(?<= )--\S+/g) ?? []
}

export type Started = {
  address: string
  child: ChildProcess
  /** What it printed so far, both streams. */
  output(): string
  /** Ctrl-C, and its exit code. */
  stop(): Promise<number | null>
}

/** Varco as a user starts it, as a process of its own on a free port. Throws with its output if it ends before serving. */
export async function startProcess(data: string, port = 0, more: Record<string, string> = {}): Promise<Started> {
  const args = [...flags(), script('start.ts'), '--data', data, '--port', String(port)]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'it_IT.UTF-8', ...more },
  })
  let output = ''
  const serving = new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      output += text
      const found = /risponde su (http:\S+)/.exec(output)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${output}`)))
  })
  const address = await serving
  return {
    address,
    child,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT')
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
}

type Said = { code: number | null; out: string; err: string }

/** The console as a user runs it. */
export const runConsole = (args: string[], env: Record<string, string> = {}): Promise<Said> =>
  runScript('console.ts', args, env)

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** `serve`, where it is expected to refuse. */
export async function runServe(env: Record<string, string>): Promise<Said> {
  const port = await freePort()
  return runScript('main.ts', [], { VARCO_ORIGIN: `http://127.0.0.1:${port}`, VARCO_PORT: String(port), ...env })
}

/** The addresses of a test database as the environment names them. */
export function databaseUrls({ app, platform }: { app: ClientConfig; platform: ClientConfig }) {
  const urlOf = ({ user, host, port, database }: ClientConfig) =>
    `postgresql://${user}@${encodeURIComponent(host ?? '')}:${port}/${database}`
  return { VARCO_DATABASE_URL: urlOf(app), VARCO_PLATFORM_URL: urlOf(platform) }
}

async function runScript(name: string, args: string[], env: Record<string, string>): Promise<Said> {
  const child = spawn(process.execPath, [script(name), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'it_IT.UTF-8', ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text: Buffer) => (out += text))
  child.stderr.on('data', (text: Buffer) => (err += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** Signs in over the network and answers with a caller that carries the cookie. */
export async function signInAt(address: string, data: string, name: string) {
  const password = (await readFile(join(data, 'demo-password'), 'utf8')).trim()
  const json = { 'content-type': 'application/json' }
  const bytes = { 'content-type': 'application/octet-stream' }
  const headers = { 'x-varco': '1' }
  const reply = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { ...headers, ...json },
    body: JSON.stringify({ email: `${name}@demo.varco.example`, password }),
  })
  if (!reply.ok) throw new Error(`sign-in answered ${reply.status}`)
  const cookie = reply.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return (method: string, path: string, body?: unknown, at = address) =>
    fetch(`${at}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie, ...(body instanceof Uint8Array ? bytes : body !== undefined && json) },
      ...(body !== undefined && { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
    })
}

/** Puts out whatever a killed process left running on a data folder, and removes it all, wherever the database lies. */
export async function clearData(data: string): Promise<void> {
  const embedded = await openEmbedded(data)
  await embedded.stop()
  for (const folder of [embedded.home, embedded.socketDir, data]) await rm(folder, { recursive: true, force: true })
}
