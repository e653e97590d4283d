import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileCache, type FileCache } from './file-cache.ts'

const DAY = 86_400_000
let folder: string
let cache: FileCache

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colophon-file-cache-'))
  cache = createFileCache(join(folder, 'kept'), { maxAgeMs: 30 * DAY, maxBytes: 250 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const age = (key: string, days: number) => {
  const at = new Date(Date.now() - days * DAY)
  utimesSync(cache.pathOf(key), at, at)
}
const isThere = async (key: string) => (await cache.read(key)) !== undefined

it('gives back what was kept, and says since when', async () => {
  expect(await cache.read('https://example.org/a')).toBeUndefined()
  await cache.write('https://example.org/a', Buffer.from('one'))
  await cache.write('https://example.org/a', Buffer.from('image/png'), '.ct')

  const kept = await cache.read('https://example.org/a')
  expect(kept?.bytes.toString()).toBe('one')
  expect(Math.abs((kept?.storedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  expect((await cache.read('https://example.org/a', '.ct'))?.bytes.toString()).toBe('image/png')
  expect(cache.pathOf('https://example.org/a')).toMatch(/kept\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/)
  expect(await cache.sizeBytes()).toBe(12)
})

it('keeps names from outside inside its folder', async () => {
  await cache.write('../../../escaped', Buffer.from('x'))
  expect(readdirSync(folder)).toEqual(['kept'])
})

it('throws away what is too old, then the oldest, until the rest fits', async () => {
  for (const [key, days] of [
    ['ancient', 31],
    ['old', 20],
    ['newer', 10],
    ['newest', 1],
  ] as const) {
    await cache.write(key, Buffer.alloc(key === 'ancient' ? 10 : 100))
    age(key, days)
  }
  await cache.sweep(new Date())
  expect(await Promise.all(['ancient', 'old', 'newer', 'newest'].map(isThere))).toEqual([false, false, true, true])
})

it('removes what a crash left half written, and leaves what is being written', async () => {
  const half = `${cache.pathOf('x')}.1234.part`
  const current = `${cache.pathOf('x')}.5678.part`
  mkdirSync(dirname(half), { recursive: true })
  for (const path of [half, current]) writeFileSync(path, 'half')
  const before = new Date(Date.now() - 2 * 3_600_000)
  utimesSync(half, before, before)

  await cache.sweep(new Date())
  expect([existsSync(half), existsSync(current)]).toEqual([false, true])
})
