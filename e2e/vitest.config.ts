import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Browser tests: a real server over a few books, driven through Chromium. With them the pure parts of the web app. */
export default defineConfig({
  test: {
    name: 'browser',
    root: here('..'),
    include: ['e2e/**/*.test.ts', 'apps/web/src/**/*.test.ts'],
    globalSetup: [here('support/build-web.ts')],
    reporters: ['default', here('../scripts/closing-line-reporter.mjs')],
    pool: 'forks',
    // Each file has its own server and its own browser; two of them keep two cores busy.
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    expect: { poll: { timeout: 30_000, interval: 100 } },
    testTimeout: 120_000,
    hookTimeout: 150_000,
  },
})
