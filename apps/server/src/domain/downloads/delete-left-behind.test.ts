import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { deleteLeftBehind } from './delete-left-behind.ts'

onEveryDatabase('what a client leaves behind', (world) => {
  let dir: string
  const at = (...parts: string[]) => join(dir, ...parts)
  const attempt = (path: string) =>
    deleteLeftBehind({ db: world.db.reader, logger: silentLogger }, path, [at('downloads'), '', at('link-to-books')])

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'colophon-left-'))
    for (const folder of ['downloads/one', 'downloads/library/a', 'books/mine', 'downloads2/x']) {
      mkdirSync(at(folder), { recursive: true })
      writeFileSync(at(folder, 'book.epub'), 'book')
    }
    symlinkSync(at('books/mine'), at('downloads/link'))
    symlinkSync(at('books'), at('link-to-books'))
    await world.db.writer
      .insertInto('folders')
      .values({ public_id: 'f', path: at('downloads/library'), created_at: '2026-01-01T00:00:00.000Z' })
      .execute()
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('is deleted in a folder of downloads', async () => {
    expect(await attempt(at('downloads/one'))).toBe(true)
    expect(existsSync(at('downloads/one'))).toBe(false)
    expect(existsSync(at('downloads'))).toBe(true)
  })

  it('is left where it is no download, or may be more than one', async () => {
    for (const path of [
      at('downloads'),
      at('downloads2/x'),
      at('books/mine'),
      at('downloads/link'),
      at('link-to-books/mine'),
      at('downloads/library'),
      at('downloads/library/a'),
      `${at('downloads')}/../books/mine`,
      'downloads/one',
      '/',
      at('downloads/nothing'),
    ]) {
      expect([path, await attempt(path)]).toEqual([path, false])
    }
    for (const kept of ['books/mine', 'downloads/library/a', 'downloads2/x']) {
      expect(existsSync(at(kept, 'book.epub'))).toBe(true)
    }
  })
})
