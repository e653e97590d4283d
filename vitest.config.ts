import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{apps/server,packages/*,bench,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './scripts/closing-line-reporter.mjs'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
