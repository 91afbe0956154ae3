import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, run, stages } from './check.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** One project's tests; a run that breaks without a failing test, or finds no test, is one failure. */
function runProject(name, { files = [], label = name, env = {} } = {}) {
  console.log(`\n== tests: ${label}`)
  const [report, errors] = ['json', 'errors'].map((kind) => join(root, '.build', `tests-${label}.${kind}`))
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const out = openSync(errors, 'w')
  const ended = run('vitest', ['run', '--project', name, ...files], { ...env, VARCO_TALLY: report }, out)
  closeSync(out)
  const said = readFileSync(errors, 'utf8')
  process.stderr.write(said)
  const counted = { passed: 0, failed: 0, told: [] }
  try {
    Object.assign(counted, JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    counted.told.push('no report was left')
  }
  if (counted.passed + counted.failed === 0) counted.told.push('no test ran')
  if (counted.failed === 0 && (!ended || counted.passed === 0)) counted.failed = 1
  // What goes wrong after the last test, at closing, is only said.
  if (counted.failed > 0 && counted.told.length === 0) counted.told.push(said.slice(-2000))
  counted.told = counted.told.map((text) => `Failed in ${label}: ${text.slice(0, 2000)}`)
  return counted
}

/** The oldest PostgreSQL that is served from, where Debian has put it; and what speaks to the database most closely. */
const POSTGRES_15 = '/usr/lib/postgresql/15/bin'
const ofTheDatabase = [
  ...['catalogue', 'migrate', 'audit.test', 'audit-door', 'batch', 'vault', 'session'].map(
    (name) => `platform/${name}`,
  ),
  'holes.test',
  'monitoring/',
].map((name) => `server/src/${name}`)

function runOnPostgres15() {
  const none = { passed: 0, failed: 0, told: [] }
  if (process.env.VARCO_TEST_SERVER ?? process.env.VARCO_TEST_PROGRAMS) return none
  if (!existsSync(join(POSTGRES_15, 'postgres'))) {
    console.log(`\nNot run on PostgreSQL 15: it is not in ${POSTGRES_15} (Debian: apt install postgresql-15).`)
    return none
  }
  return runProject('server', {
    files: ofTheDatabase,
    label: 'server-on-postgresql-15',
    env: { VARCO_TEST_PROGRAMS: POSTGRES_15 },
  })
}

const failedStages = check()
// The tests of the start and the journeys serve the built app: built once, before they run side by side.
if (!run('node', [join(root, 'tools', 'build.mjs')])) failedStages.push('web build')
let passed = Object.keys(stages).length + 1 - failedStages.length
let failed = failedStages.length
const told = []
for (const counted of [runProject('unit'), runProject('server'), runOnPostgres15(), runProject('e2e')]) {
  passed += counted.passed
  failed += counted.failed
  told.push(...counted.told)
}
for (const text of told) console.log(`\n${text}`)
if (failedStages.length > 0) console.log(`\nFailed checks: ${failedStages.join(', ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
