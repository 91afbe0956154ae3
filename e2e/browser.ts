import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'

let unpacked: Promise<string> | undefined

/** Chromium without any installation on the machine. The caller closes it. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  unpacked ??= unpack()
  const packaged = await unpacked.catch(() => undefined)
  const errors: unknown[] = []
  for (const executablePath of [packaged, SYSTEM_CHROMIUM]) {
    if (!executablePath || !existsSync(executablePath)) continue
    try {
      return await chromium.launch({ args: ['--no-sandbox'], ...options, executablePath })
    } catch (error) {
      errors.push(error)
    }
  }
  throw new AggregateError(errors, `No Chromium runs here: neither the packaged one nor ${SYSTEM_CHROMIUM}.`)
}

/**
 * The package unpacks into the temporary folder and trusts whatever lies there already. So it is given a folder of our
 * own, per user, checkout and version, and the finished one is moved into place: two runs at once, or one that was
 * killed half way, leave nothing broken.
 */
async function unpack(): Promise<string> {
  const program = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(dirname(program), '../package.json'), 'utf8')) as {
    version: string
  }
  const uid = process.getuid?.()
  const checkout = fileURLToPath(new URL('..', import.meta.url))
  const name = createHash('sha256').update(`${checkout}\n${version}\n${uid}`).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), `varco-chromium-${name}`)
  const executable = join(folder, 'chromium')
  const there = await stat(executable).catch(() => undefined)
  if (there && there.uid === (uid ?? there.uid)) return executable
  const half = `${folder}-${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  const before = process.env.TMPDIR
  process.env.TMPDIR = half
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await chmod(join(half, 'chromium'), 0o700)
  try {
    await rename(half, folder)
  } catch {
    // Another run was first, or somebody else's folder has our name: what we unpacked ourselves serves this once.
    return join(half, 'chromium')
  }
  return executable
}
