import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { checkPackages } from './packages.mjs'
import { checkPubliccode } from './publiccode.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
const rooms = ['model', 'server', 'web', 'e2e', 'bench']

/** Runs a program of the project and shows what it says; its errors go where `errors` says. */
export function run(program, args, more = {}, errors = 'inherit') {
  const stdio = ['inherit', 'inherit', errors]
  const done = spawnSync(join(bin, program), args, { cwd: root, env: { ...env, ...more }, stdio })
  if (done.error) console.error(`${program}: ${done.error.message}`)
  return done.status === 0
}

function cruise(cwd, folders) {
  const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders]
  const done = spawnSync(join(bin, 'depcruise'), args, { cwd, env, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 })
  try {
    return JSON.parse(done.stdout).summary
  } catch {
    throw new Error(`dependency-cruiser did not run:\n${done.stderr || done.stdout}`)
  }
}

const isSource = (name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')
const sourcesIn = (folder) => readdirSync(join(root, folder), { recursive: true }).filter(isSource)

/** What a checker that sees nothing would call clean: each planted import must be found under its rule's name. */
const planted = {
  'model-stays-in-its-room': ['model/src/first/rules.ts', 'server/src/second/store.ts'],
  'model-subject-alone': ['model/src/third/rules.ts', 'model/src/first/rules.ts'],
  'platform-knows-no-subject': ['server/src/platform/planted.ts', 'server/src/second/store.ts'],
  'server-subject-alone': ['server/src/first/routes.ts', 'server/src/second/store.ts'],
  'web-stays-in-its-room': ['web/src/first/queries.ts', 'server/src/second/store.ts'],
  'no-cycle': ['server/src/second/store.ts', 'server/src/second/store.ts'],
}

function findsWhatWasPlanted() {
  const folder = join(root, '.build', `planted-${process.pid}`)
  try {
    for (const [from, to] of Object.values(planted)) {
      const up = '../'.repeat(from.split('/').length - 1)
      mkdirSync(join(folder, dirname(from)), { recursive: true })
      writeFileSync(join(folder, from), `import '${up}${to}'\nexport const here = '${from}'\n`)
    }
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const found = new Set(cruise(folder, ['model', 'server', 'web']).violations.map(({ rule }) => rule.name))
    const missed = Object.keys(planted).filter((name) => !found.has(name))
    if (missed.length > 0) console.error(`dependency-cruiser is blind to planted violations of: ${missed.join(', ')}`)
    return missed.length === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function checkDependencies() {
  const present = rooms.filter((room) => sourcesIn(room).length > 0)
  const expected = present.reduce((sum, room) => sum + sourcesIn(room).length, 0)
  const { totalCruised, violations } = cruise(root, present)
  for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} -> ${to}`)
  const sawAll = totalCruised >= expected
  console.log(`dependency-cruiser: ${totalCruised} modules, ${violations.length} violations`)
  if (!sawAll) console.error(`It saw ${totalCruised} modules where there are ${expected}.`)
  return findsWhatWasPlanted() && sawAll && violations.every(({ rule }) => rule.severity !== 'error')
}

export const stages = {
  types: () => run('tsc', ['-b']),
  style: () => run('biome', ['ci', '.']),
  dependencies: checkDependencies,
  packages: checkPackages,
  publiccode: checkPubliccode,
}

/** Names of the stages that failed. Each runs, whatever became of those before. */
export function check() {
  const failed = []
  for (const [name, stage] of Object.entries(stages)) {
    console.log(`\n== check: ${name}`)
    try {
      if (stage()) continue
    } catch (error) {
      console.error(error.message)
    }
    failed.push(name)
  }
  return failed
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = check()
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
