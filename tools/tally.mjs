import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

const text = (errors) => errors.map((error) => error.stack ?? error.message ?? String(error)).join('\n')

/** A run's tally for the runner of all tests: how many passed and failed, and what is to be told of it. */
export class Tally {
  constructor(file) {
    this.file = file
  }

  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const failed = tests.filter((test) => test.result().state === 'failed')
    const places = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const told = [
      ...failed.map((test) => this.told(test.module, test.fullName, test.result().errors)),
      ...places
        .filter((place) => place.errors().length > 0)
        .map((place) => this.told(place.module ?? place, place.name ?? 'the whole file', place.errors())),
      ...unhandledErrors.map((error) => `outside any test\n${text([error])}`),
    ]
    const passed = tests.filter((test) => test.result().state === 'passed').length
    writeFileSync(this.file, JSON.stringify({ passed, failed: failed.length, told }))
  }

  told(module, name, errors) {
    return `${relative(process.cwd(), module.moduleId)}\n  ${name}\n${text(errors)}`
  }
}
