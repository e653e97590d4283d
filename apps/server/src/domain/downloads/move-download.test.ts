import { beforeAll, expect, it } from 'vitest'
import type { DownloadStatus } from '#database/schema.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { moveDownload } from './move-download.ts'

const NOW = new Date('2026-03-14T12:00:00.000Z')
const LATER = new Date('2026-03-14T13:00:00.000Z')

onEveryDatabase('moving a download', (world) => {
  const db = () => world.db.writer
  const move = (from: DownloadStatus, to: DownloadStatus, now = NOW, facts = {}) =>
    db()
      .transaction()
      .execute((trx) => moveDownload(trx, 1, from, to, { now, ...facts }))
  const row = () => db().selectFrom('downloads').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()

  beforeAll(async () => {
    await db()
      .insertInto('downloads')
      .values({
        id: 1,
        guid: 'one',
        slot: 'ebook',
        title: 'One',
        url: '',
        size_bytes: 1,
        protocol: 'usenet',
        quality: '',
        indexer_flags: '',
        status: 'grabbed',
        is_in_flight: true,
        is_automatic: false,
        error_message: '',
        added_at: NOW.toISOString(),
        updated_at: NOW.toISOString(),
      })
      .execute()
  })

  it('happens once: who comes second is told that it has moved', async () => {
    expect(await move('grabbed', 'downloading')).toBe(true)
    expect(await move('grabbed', 'failed')).toBe(false)
    expect((await row()).status).toBe('downloading')
  })

  it('notes when a state was reached first', async () => {
    await move('downloading', 'completed', LATER)
    expect(await row()).toMatchObject({
      grabbed_at: NOW.toISOString(),
      completed_at: LATER.toISOString(),
      is_in_flight: true,
    })
  })

  it('takes the error away with the success, and gives the slot free', async () => {
    await move('completed', 'importFailed', LATER, { error_message: 'disk full', import_retry_count: 1 })
    expect(await row()).toMatchObject({ error_message: 'disk full', import_retry_count: 1, is_in_flight: true })
    await move('importFailed', 'importing', LATER)
    await move('importing', 'imported', LATER)
    expect(await row()).toMatchObject({ error_message: '', imported_at: LATER.toISOString(), is_in_flight: false })
  })

  it('refuses what cannot follow', async () => {
    await expect(move('imported', 'downloading')).rejects.toThrow('invalid transition')
    await expect(move('downloading', 'importing')).rejects.toThrow('invalid transition')
  })
})
