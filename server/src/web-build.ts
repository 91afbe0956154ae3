import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the built staff app lies, and under `info` the public pages. */
export const webFolder = join(root, 'dist', 'web')

const sources = [
  'web/**/*.{ts,tsx,css,scss,html,svg,json}',
  'model/src/**/*.{ts,json}',
  'package-lock.json',
  'server/src/web-build.ts',
]

/** What the app was built from, in one word. */
function stateOfSources(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    if (file.includes('.test.')) continue
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * Builds the staff app and the public pages unless what lies there was built from these sources. It is built beside and moved in whole, so
 * that a killed build leaves nothing half written. Throws with the builder's last lines.
 */
export async function ensureWeb(say: (text: string) => void): Promise<string> {
  const stamp = join(webFolder, 'built-from')
  const state = stateOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return webFolder
  say('…')
  const beside = join(root, 'dist', `web-${process.pid}`)
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { recursive: true })
  await build(beside)
  await run([join(root, 'web', 'portal', 'main.ts'), join(beside, 'info')])
  await pack(beside)
  writeFileSync(join(beside, 'built-from'), state)
  const old = `${beside}-old`
  if (existsSync(webFolder)) renameSync(webFolder, old)
  renameSync(beside, webFolder)
  rmSync(old, { recursive: true, force: true })
  return webFolder
}

/** Puts a packed copy beside each text: a phone on a bad line loads a quarter of it, and the server packs nothing twice. */
async function pack(folder: string): Promise<void> {
  for (const name of globSync(['assets/*.{js,mjs,css,svg}', 'info/**/*.{html,js,css,svg,json}'], { cwd: folder })) {
    const text = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.br`), await promisify(brotliCompress)(text))
    writeFileSync(join(folder, `${name}.gz`), await promisify(gzip)(text))
  }
}

const build = (folder: string) =>
  run([
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    ...['build', 'web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
  ])

/** Runs a builder apart from the server: what it takes of memory goes with it. */
function run(program: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output = (output + text).slice(-4_000)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the web app could not be built:\n${output}`)),
    )
  })
}
