import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, run, stages } from './check.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What failed, one text each: said again under all tests, where it is seen. */
function failures(label, files) {
  return files
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const tests = assertionResults.filter(({ status }) => status === 'failed')
      const all = tests.length > 0 ? tests : [{ fullName: 'the whole file', failureMessages: [message] }]
      return all.map(
        ({ fullName, failureMessages }) =>
          `${label}: ${name.slice(root.length + 1)}\n  ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`,
      )
    })
}

/** One project's tests; a run that breaks without a failing test, or finds no test, is one failure. */
function runProject(name, { files = [], label = name, env = {} } = {}) {
  console.log(`\n== tests: ${label}`)
  const report = join(root, '.build', `tests-${label}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ended = run('vitest', ['run', '--project', name, ...files, ...reporters], env)
  const counted = { passed: 0, failed: 0, told: [] }
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    counted.passed = numPassedTests
    counted.failed = numFailedTests
    counted.told = failures(label, testResults)
  } catch {
    console.error(`The tests of "${label}" left no report.`)
  }
  if (counted.passed + counted.failed === 0) console.error(`No test ran in "${label}".`)
  if (counted.failed === 0 && (!ended || counted.passed === 0)) counted.failed = 1
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
for (const text of told) console.log(`\nFailed in ${text}`)
if (failedStages.length > 0) console.log(`\nFailed checks: ${failedStages.join(', ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
