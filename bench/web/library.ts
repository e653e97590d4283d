import { join } from 'node:path'
import { createCoverStore } from '../../apps/server/src/domain/metadata/cover-store.ts'
import { renderCover } from '../../packages/formats/src/pictures/render-cover.ts'
import { baseCover } from '../make-covers.ts'
import { copySeeded } from '../seed.ts'
import { type BenchServer, startServer } from '../server.ts'

/** So many different pictures lie behind the covers; drawing more would only take longer to prepare. */
const PICTURES = 24

/** A server over a seeded catalogue whose first books, by title, have real covers. */
export async function openLibrary(size: number, withCovers: number): Promise<BenchServer> {
  const server = await startServer({ prepare: (dir) => copySeeded(size, join(dir, 'colophon.db')) })
  try {
    await putCovers(server, withCovers)
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function putCovers({ db, dir }: BenchServer, count: number): Promise<void> {
  const store = createCoverStore(join(dir, 'covers'))
  const drawn = await Promise.all(
    Array.from({ length: PICTURES }, async (_, n) => renderCover(await baseCover(n), { sizes: ['small'] })),
  )
  const books = await db.selectFrom('books').select('cover').orderBy('sort_title').orderBy('id').limit(count).execute()
  for (const [n, { cover }] of books.entries()) {
    const picture = drawn[n % PICTURES]
    if (cover && picture) await store.putRenditions(cover.slice('cover:'.length), picture)
  }
}
