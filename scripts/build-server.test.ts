import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

it('every thread that the server starts is built beside it', () => {
  const build = read('scripts/lib/build-server.mjs')
  const sources = globSync('{apps/server,packages/formats}/src/**/*.ts', { cwd: root })
  const started = sources.flatMap((path) =>
    [...read(path).matchAll(/`\.\/([\w-]+)\$\{extname\(import\.meta\.url\)\}`/g)].map(([, name]) => name ?? ''),
  )
  expect(started.length).toBeGreaterThan(3)
  expect(started.filter((name) => !build.includes(`/${name}.ts'`))).toEqual([])
})
