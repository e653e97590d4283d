import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createMediaCache } from './media-cache.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

it('throws away what was longest not used, and never what is in use', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-cache-'))
  folders.push(folder)
  const cache = createMediaCache(folder, 250)
  for (const [age, key] of ['first', 'second', 'third'].entries()) {
    await cache.write(key, '1', Buffer.alloc(100))
    utimesSync(join(folder, key), 1_000 + age, 1_000 + age)
  }
  await cache.read('first', '1')

  await cache.keepWithinBudget('third')

  expect(await cache.read('second', '1')).toBeUndefined()
  expect(await cache.read('first', '1')).toHaveLength(100)
  expect(await cache.read('third', '1')).toHaveLength(100)
})
