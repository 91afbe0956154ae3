import { defineConfig } from 'vitest/config'
import { Tally } from './tools/tally.mjs'

/** Where the runner of all tests wants the tally of this run. */
const tally = process.env.VARCO_TALLY

const database = './server/src/platform/testing-setup.ts'

export default defineConfig({
  test: {
    watch: false,
    reporters: tally ? ['default', new Tally(tally)] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['model/src/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}', 'web/portal/*.test.ts'],
        },
      },
      {
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/src/**/*.test.ts', 'tools/*.test.ts'],
          globalSetup: database,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: './e2e/setup.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: { interval: 50, timeout: 20_000 } },
        },
      },
    ],
  },
})
