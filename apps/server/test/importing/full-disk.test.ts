import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runImport } from '#domain/importing/import-download.ts'
import { insertLibrary } from '#test/support/library.ts'
import { novel } from '#test/support/novel.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly } from './import-world.ts'

/** Less than the MiB that is to stay free. */
const LEFT = 300 << 10

/** A disk of a few MiB; undefined where this machine lets nobody mount one. */
function smallDisk(): { path: string; remove(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'colophon-disk-'))
  const drop = () => rmSync(path, { recursive: true, force: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    drop()
    return undefined
  }
  return {
    path,
    remove() {
      execFileSync('umount', [path])
      drop()
    },
  }
}

const disk = smallDisk()
afterAll(() => disk?.remove())

describe.skipIf(!disk)('a library on a disk that is full', () => {
  const root = disk?.path ?? ''
  const freeOf = (path: string) => {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  }

  onEveryDatabase('an import', (databases) => {
    let world: ImportWorld
    beforeAll(async () => {
      world = importWorld(databases.db)
      world.deps.folders = { ...world.folders, library: root }
      await insertLibrary(databases.db, root)
      const value = { key: 'import.minFreeSpace', value: '1', updated_at: new Date().toISOString() }
      await databases.db.writer.insertInto('settings').values(value).execute()
    })
    afterAll(async () => {
      await world.close()
      for (const name of Object.keys(filesBelow(root))) rmSync(join(root, name), { force: true })
    })

    it('says how much it needs and how much there is, leaves nothing, and comes in once there is room', async () => {
      const ballast = join(root, 'ballast')
      writeFileSync(ballast, Buffer.alloc(freeOf(root) - LEFT))
      const before = filesBelow(root)
      const bookId = await world.wantedBook('Crowded Out', 'Jane Doe')
      const bytes = epub('Crowded Out')
      const source = world.download('crowded-out', { 'book.epub': bytes })
      const id = await world.finished(source, bookId)

      await runImport(world.deps, id, quietly())
      const row = await world.row(id)
      expect(row).toMatchObject({ status: 'importFailed', is_in_flight: true, import_retry_count: 1 })
      const [, needed, free, where] = /^needs ([\d.]+ MiB), ([\d.]+ [KM]iB) free on (.+)$/.exec(row.error_message) ?? []
      expect([needed, free, where]).toEqual(['1 MiB', '300 KiB', root])
      expect(filesBelow(root)).toEqual(before)
      expect(readFileSync(join(source, 'book.epub')).equals(Buffer.from(bytes))).toBe(true)

      rmSync(ballast)
      await databases.db.writer.updateTable('downloads').set({ not_before: null }).where('id', '=', id).execute()
      await runImport(world.deps, id, quietly())
      expect(await world.row(id)).toMatchObject({ status: 'imported', error_message: '' })
      const [file] = await world.files(bookId)
      expect(readFileSync(file?.file_path ?? '').equals(Buffer.from(bytes))).toBe(true)
    })

    it('leaves nothing of a copy that somebody else leaves no room for on the way, and comes in afterwards', async () => {
      const ballast = join(root, 'ballast')
      writeFileSync(ballast, Buffer.alloc(freeOf(root) - LEFT))
      const before = filesBelow(root)
      const bookId = await world.wantedBook('Cut Short', 'Jane Doe')
      const bytes = novel('Cut Short', 'Jane Doe')
      expect(bytes.length).toBeGreaterThan(LEFT)
      const id = await world.finished(world.download('cut-short', { 'book.epub': bytes }), bookId)
      // There was room when it looked.
      const deps = { ...world.deps, disk: { ...world.deps.disk, freeBytes: async () => Number.MAX_SAFE_INTEGER } }

      await runImport(deps, id, quietly())
      expect(await world.row(id)).toMatchObject({ status: 'importFailed', error_message: /there is no space left for/ })
      expect([filesBelow(root), await world.files(bookId)]).toEqual([before, []])

      rmSync(ballast)
      await databases.db.writer.updateTable('downloads').set({ not_before: null }).where('id', '=', id).execute()
      await runImport(world.deps, id, quietly())
      expect((await world.row(id)).status).toBe('imported')
      const [file] = await world.files(bookId)
      expect(readFileSync(file?.file_path ?? '').equals(bytes)).toBe(true)
    })
  })
})
