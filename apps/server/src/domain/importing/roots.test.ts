import { beforeAll, expect, it } from 'vitest'
import { onEveryDatabase } from '#test/support/databases.ts'
import { rootFor } from './roots.ts'

const folders = { library: null, audiobooks: null, downloads: '', audiobookDownloads: '' }
const at = '2026-03-14T02:00:00.000Z'

onEveryDatabase('the folder for new books', (world) => {
  const addRoot = async (path: string) => {
    const { dialect, writer } = world.db
    const row = { public_id: dialect.newPublicId(), path, is_root_folder: true, created_at: at }
    const { id } = await writer.insertInto('folders').values(row).returning('id').executeTakeFirstOrThrow()
    return id
  }
  const rootOf = (slot: 'ebook' | 'audiobook', more: Partial<Parameters<typeof rootFor>[1]> = {}) =>
    rootFor(world.db.reader, { slot, authorId: null, defaultRootFolderId: null, folders, ...more })
  let only = 0
  beforeAll(async () => {
    expect(await rootOf('ebook')).toBeNull()
    only = await addRoot('/srv/books')
  })

  it('is the only root folder where nobody has chosen one', async () => {
    expect(await rootOf('ebook')).toBe('/srv/books')
    expect(await rootOf('audiobook')).toBe('/srv/books')
  })

  it('is what the environment names before that', async () => {
    expect(await rootOf('audiobook', { folders: { ...folders, audiobooks: '/srv/audio' } })).toBe('/srv/audio')
  })

  it('has to be chosen where there are several', async () => {
    await addRoot('/srv/more')
    expect(await rootOf('ebook')).toBeNull()
    expect(await rootOf('ebook', { defaultRootFolderId: only })).toBe('/srv/books')
    expect(await rootOf('audiobook', { defaultRootFolderId: only })).toBe('/srv/books')
  })
})
