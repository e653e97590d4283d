import { beforeEach, expect, it } from 'vitest'
import type { FoundAuthor } from '#domain/metadata/provider.ts'
import { unavailable } from '#kernel/errors.ts'
import { silentLogger } from '#kernel/logger.ts'
import { createSecretBox } from '#kernel/secret-box.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { foundAuthor, libraryOfWorks } from '#test/support/library-of-works.ts'
import { recording } from '#test/support/recording.ts'
import { refreshDueAuthors } from './refresh-due-authors.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z')
const HOUR = 3_600_000
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR).toISOString()

onEveryDatabase('the daily look at followed authors', (databases) => {
  const world = libraryOfWorks()
  beforeEach(async () => {
    await databases.db.writer.deleteFrom('books').execute()
    await databases.db.writer.deleteFrom('authors').execute()
    world.authors.clear()
  })

  let serial = 100
  async function followed(facts: { refreshed?: string; tried?: string; released?: string; monitored?: boolean } = {}) {
    const { refreshed = null, tried = null, released, monitored = true } = facts
    const { writer, dialect } = databases.db
    const foreignId = `OL${++serial}A`
    const stamps = { created_at: ago(9_999), updated_at: ago(9_999) }
    const { id } = await writer
      .insertInto('authors')
      .values({
        ...{ ...stamps, public_id: dialect.newPublicId(), foreign_id: foreignId, metadata_provider: 'openlibrary' },
        ...{ name: foreignId, name_key: foreignId, author_name: foreignId, sort_name: foreignId, sort_key: foreignId },
        ...{ description: null, image_url: null, disambiguation: null, is_library_visible: false },
        ...{ quality_profile_id: null, metadata_profile_id: null, root_folder_id: null, owner_user_id: null },
        ...{ audiobook_root_folder_id: null, locked_fields_json: null, is_monitored: monitored },
        ...{ last_metadata_refresh_at: refreshed, refresh_tried_at: tried },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (released !== undefined) {
      await writer
        .insertInto('books')
        .values({
          ...{ ...stamps, public_id: dialect.newPublicId(), title: 'A Book', sort_title: 'a book', genres_json: [] },
          ...{ sort_author: '', sort_series: '', author_id: id, is_library_visible: false, status: 'wanted' },
          ...{ media_type: 'ebook', dedup_key: 'a book', foreign_id: `OL${serial}W`, release_date: released },
          ...{ metadata_provider: 'openlibrary', last_metadata_refresh_at: null },
        })
        .execute()
    }
    world.authors.set(foreignId, foundAuthor(foreignId, foreignId, { description: 'New words.' }))
    return { id, foreignId }
  }

  const run = async (
    signal = new AbortController().signal,
    author?: (id: string) => Promise<FoundAuthor | undefined>,
  ) => {
    const { reader: db, dialect } = databases.db
    const { transaction } = recording(databases.db)
    const [provider] = world.sources.enabled({})
    if (!provider) throw new Error('there is no provider')
    const asked: string[] = []
    const answer = author ?? (async (id) => world.authors.get(id))
    const watched = {
      ...provider,
      author: (id: string) => {
        asked.push(id)
        return answer(id)
      },
    }
    const deps = {
      ...{ db, dialect, transaction, secrets: createSecretBox('a secret for tests with enough bytes') },
      ...{ sources: { ...world.sources, enabled: () => [watched] }, clock: { now: () => NOW }, logger: silentLogger },
    }
    const context = { jobId: '1', attempt: 1, signal, log: silentLogger, progress() {} }
    const outcome = await refreshDueAuthors.run(deps, {}, context).catch((error: Error) => error.name)
    return { asked, outcome }
  }
  const stored = (id: number) =>
    databases.db.reader.selectFrom('authors').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  it.each([
    ['was never asked about', {}, true],
    ['was asked about today', { refreshed: ago(3), released: ago(24) }, false],
    ['was asked about yesterday and writes', { refreshed: ago(23), released: ago(24 * 600) }, true],
    [
      'was asked about yesterday and has written nothing for two years',
      { refreshed: ago(23), released: ago(24 * 800) },
      false,
    ],
    [
      'was asked about a week ago and has written nothing for two years',
      { refreshed: ago(24 * 7), released: ago(24 * 800) },
      true,
    ],
    ['could not be asked about today', { tried: ago(3), refreshed: ago(24 * 30), released: ago(24) }, false],
    ['nobody follows', { monitored: false }, false],
  ])('asks about one who %s: %j', async (_who, facts, isAsked) => {
    const { foreignId } = await followed(facts)
    expect((await run()).asked).toEqual(isAsked ? [foreignId] : [])
  })

  it('keeps what is told, goes on where one does not answer, and asks nobody twice', async () => {
    const first = await followed()
    const second = await followed()
    const flaky = async (id: string) => {
      if (id === first.foreignId) throw unavailable('outbound.status', 'it answered 503')
      return world.authors.get(id)
    }
    expect(await run(undefined, flaky)).toEqual({
      asked: [first.foreignId, second.foreignId],
      outcome: { refreshed: 1, failed: 1 },
    })
    expect(await stored(first.id)).toMatchObject({
      last_metadata_refresh_at: null,
      refresh_tried_at: NOW.toISOString(),
    })
    expect(await stored(second.id)).toMatchObject({
      description: 'New words.',
      last_metadata_refresh_at: NOW.toISOString(),
    })
    expect((await run()).asked).toEqual([])
  })

  it('ends between two authors where somebody cancels it, and begins with the next one then', async () => {
    const first = await followed()
    const second = await followed()
    const cancelling = new AbortController()
    const cut = await run(cancelling.signal, async (id) => {
      setTimeout(() => cancelling.abort(), 50)
      return world.authors.get(id)
    })
    expect(cut).toEqual({ asked: [first.foreignId], outcome: 'AbortError' })
    expect((await run()).asked).toEqual([second.foreignId])
  })
})
