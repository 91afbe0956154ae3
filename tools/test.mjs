import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, run, stages } from './check.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** One project's tests; a run that breaks without a failing test, or finds no test, is one failure. */
function runProject(name) {
  console.log(`\n== tests: ${name}`)
  const report = join(root, '.build', `tests-${name}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const ended = run('vitest', [
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const counted = { passed: 0, failed: 0 }
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    counted.passed = numPassedTests
    counted.failed = numFailedTests
  } catch {
    console.error(`The tests of "${name}" left no report.`)
  }
  if (counted.passed + counted.failed === 0) console.error(`No test ran in "${name}".`)
  if (counted.failed === 0 && (!ended || counted.passed === 0)) counted.failed = 1
  return counted
}

const failedStages = check()
// The tests of the start and the journeys serve the built app: built once, before they run side by side.
if (!run('node', [join(root, 'tools', 'build.mjs')])) failedStages.push('web build')
let passed = Object.keys(stages).length + 1 - failedStages.length
let failed = failedStages.length
for (const name of ['unit', 'server', 'e2e']) {
  const counted = runProject(name)
  passed += counted.passed
  failed += counted.failed
}
if (failedStages.length > 0) console.log(`\nFailed checks: ${failedStages.join(', ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
