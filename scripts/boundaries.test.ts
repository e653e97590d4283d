import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

interface Report {
  modules: { source: string; dependencies: unknown[] }[]
  summary: { violations: { rule: { name: string }; from: string; to: string }[] }
}

function cruise(folder: string, ...paths: string[]): Promise<Report> {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [tool, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...paths]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 100e6 }, (error, output) => {
      // A violation makes the exit code, too; only a report that is none is a failure here.
      try {
        resolve(JSON.parse(output))
      } catch {
        reject(error ?? new Error(output.slice(0, 500)))
      }
    })
  })
}

/** The names of the rules that a tree of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-boundaries-'))
  folders.push(folder)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'apps/server'), { recursive: true })
  cpSync(join(root, 'apps/server/package.json'), join(folder, 'apps/server/package.json'))
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'apps', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const { summary } = await cruise(folder, 'apps')
  return [...new Set(summary.violations.map(({ rule }) => rule.name))]
}

const sourceFiles = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(
    ({ name, parentPath }) => /(?<!\.d)\.tsx?$/.test(name) && !/\/(node_modules|dist)(\/|$)/.test(parentPath),
  )

const thing = 'export const thing = 1\nexport type Thing = number\n'

describe('the boundaries', () => {
  it('hold in this repository', async () => {
    const { modules, summary } = await cruise(root, 'apps', 'packages')

    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
    // The tool finds nothing wrong in what it could not read, so what it read is counted.
    const read = modules.filter(({ source }) => /^(apps|packages)\/.*\.tsx?$/.test(source))
    expect(read.length).toBeGreaterThanOrEqual(sourceFiles('apps').length + sourceFiles('packages').length)
    const connected = read.filter(({ dependencies }) => dependencies.length > 0)
    expect(connected.length).toBeGreaterThan(read.length / 2)
  })

  it.each([
    [
      'domain-looks-inward',
      'server/src/domain/catalog/a.ts',
      "import { thing } from '#http/b.ts'\nthing",
      'server/src/http/b.ts',
    ],
    [
      'area-order-catalog',
      'server/src/domain/catalog/a.ts',
      "import type { Thing } from '#domain/library/b.ts'\nexport type A = Thing",
      'server/src/domain/library/b.ts',
    ],
    [
      'surfaces-do-not-meet',
      'server/src/http/library-api/a.ts',
      "import { thing } from '../web-api/b.ts'\nthing",
      'server/src/http/web-api/b.ts',
    ],
    [
      'adapters-take-types-only',
      'server/src/integrations/filesystem/a.ts',
      "import { thing } from '#domain/library/b.ts'\nthing",
      'server/src/domain/library/b.ts',
    ],
    [
      'features-do-not-meet',
      'web/src/features/book/a.tsx',
      "import { thing } from '../reader/b.ts'\nthing",
      'web/src/features/reader/b.ts',
    ],
    [
      'web-knows-the-contract',
      'web/src/api/a.ts',
      "import { thing } from '../../../server/src/kernel/b.ts'\nthing",
      'server/src/kernel/b.ts',
    ],
    [
      'kernel-is-the-bottom',
      'server/src/kernel/a.ts',
      "export const later = () => import('#database/b.ts')",
      'server/src/database/b.ts',
    ],
  ])('catch a planted violation of %s', async (rule, from, text, to) => {
    expect(await broken({ [from]: text, [to]: thing })).toContain(rule)
    expect(await broken({ [from]: thing, [to]: thing })).toEqual([])
  })

  it('catch a database driver outside the dialect', async () => {
    const text = "import BetterSqlite from 'better-sqlite3'\nBetterSqlite"

    expect(await broken({ 'server/src/domain/catalog/a.ts': text })).toContain('drivers-in-dialect')
    expect(await broken({ 'server/src/database/dialect/a.ts': text })).toEqual([])
  })

  it('catch two modules that import each other', async () => {
    const files = {
      'server/src/kernel/a.ts': "import { b } from './b.ts'\nexport const a = () => b",
      'server/src/kernel/b.ts': "import { a } from './a.ts'\nexport const b = () => a",
    }

    expect(await broken(files)).toEqual(['no-cycles'])
  })
})
