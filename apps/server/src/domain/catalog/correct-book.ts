import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { foldWords, nameKey, normaliseName, titleSortKey } from '#kernel/text.ts'
import { findBookOrThrow } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { withLocks } from './locks.ts'
import { positionNumber } from './new-book-rows.ts'
import { ensureAuthors, ensureSeries } from './people.ts'
import { recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'

export interface Correction {
  title: string
  /** Names; who is not known yet is made. */
  authors: string[]
  series: { name: string; position: string | null } | null
}

/**
 * Sets right what was read from a file: title, authors and the first series, by their names. Recorded, to be undone.
 * @throws invalid for a blank title, not-found
 */
export async function correctBook(
  { database, transaction, clock }: CatalogDeps,
  { publicId, userId, correction }: { publicId: string; userId: number; correction: Correction },
): Promise<void> {
  const { dialect } = database
  const now = instant(clock.now())
  const title = correction.title.trim()
  if (title === '') throw invalid('book.title', 'a title is needed')
  const names = correction.authors
    .map(normaliseName)
    .filter((name, at, all) => name !== '' && all.findIndex((other) => nameKey(other) === nameKey(name)) === at)
  const seriesName = normaliseName(correction.series?.name ?? '')
  const position = correction.series?.position?.trim() || null

  await transaction(async (trx) => {
    const book = await findBookOrThrow(trx, publicId)
    const by = { userId, origin: 'person', now }
    await recordingChanges(trx, dialect, { bookIds: [book.id], by }, async () => {
      if (book.title !== title) {
        await trx
          .updateTable('books')
          .set({
            title,
            sort_title: titleSortKey(title, book.language),
            dedup_key: foldWords(title).slice(0, 200),
            locked_fields_json: withLocks(book.locked_fields_json, ['title']),
            updated_at: now,
          })
          .where('id', '=', book.id)
          .execute()
      }
      const people = await ensureAuthors(
        trx,
        dialect,
        names.map((name) => ({ name, sort: null })),
        now,
      )
      await trx.deleteFrom('book_creators').where('book_id', '=', book.id).where('role', '=', 'author').execute()
      const creators = [...new Set(names.map((name) => people.get(nameKey(name)) ?? 0))].map((author_id, place) => ({
        book_id: book.id,
        author_id,
        role: 'author' as const,
        position: place,
      }))
      if (creators.length > 0) await trx.insertInto('book_creators').values(creators).execute()

      await trx.deleteFrom('book_series').where('book_id', '=', book.id).where('is_primary', '=', true).execute()
      if (seriesName !== '') {
        const series = await ensureSeries(trx, dialect, [seriesName], now)
        const series_id = series.get(nameKey(seriesName)) ?? 0
        const place = { position, position_sort: positionNumber(position), is_primary: true }
        await trx
          .insertInto('book_series')
          .values({ book_id: book.id, series_id, ...place })
          .onConflict((c) => c.columns(['book_id', 'series_id']).doUpdateSet(place))
          .execute()
      }
      await refreshDerived(trx, dialect, [book.id])
    })
  })
}
