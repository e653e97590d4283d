import { globSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

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

describe('the built server', () => {
  const folder = join(root, 'apps/server/dist/app')
  const chunk = (name: string) => readFileSync(join(folder, name), 'utf8')

  beforeAll(async () => {
    const { buildServer } = (await import(join(root, 'scripts/lib/build-server.mjs'))) as {
      buildServer(): Promise<void>
    }
    await buildServer()
  }, 120_000)

  /** What is loaded with these files before any of it runs: other files of the build, and packages by name. */
  function loadedWith(pattern: RegExp): { files: string[]; packages: string[] } {
    const files = new Set(readdirSync(folder).filter((name) => pattern.test(name)))
    const packages = new Set<string>()
    for (const file of files) {
      for (const [, name = ''] of chunk(file).matchAll(/^(?:import|export) (?:[^"\n]*from )?"([^"]+)"/gm)) {
        if (name.startsWith('./')) files.add(name.slice(2))
        else if (!isBuiltin(name)) packages.add(name)
      }
    }
    return { files: [...files], packages: [...packages] }
  }
  const started = () => loadedWith(/^(main|serve|run-server|compose|embedded)[-.].*mjs$/)

  it('loads no large package before something needs it', () => {
    const { files, packages } = started()
    expect(files.length).toBeGreaterThan(20)
    expect(packages).toEqual(['better-sqlite3'])
    expect(files.filter((name) => name.startsWith('nodemailer-'))).toEqual([])
  })

  it('reads no tables of languages at its start: each kind takes megabytes', () => {
    const early = started().files.flatMap((name) => chunk(name).match(/^\S.*new Intl\..*$/gm) ?? [])
    expect(early).toEqual([])
  })

  // Only in templates with a tag does the build leave letters as they are: `&middot;` or `\u2013` helps there.
  it('consists of ASCII, since Node keeps any other file with two bytes a letter', () => {
    const others = started().files.flatMap((name) => chunk(name).match(/^.*[^\0-\x7f].*$/gm) ?? [])
    expect(others).toEqual([])
  })
})
