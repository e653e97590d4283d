import { cleanDescription } from '#domain/catalog/clean-description.ts'
import { changeBook } from '#domain/catalog/source-books.ts'
import type { FoundWork } from '#domain/metadata/provider.ts'
import { enabledProviders } from '#domain/metadata/provider-settings.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError, invalid, notFound, unavailable } from '#kernel/errors.ts'
import { acquiredBookOrThrow } from './acquired-books.ts'
import type { AddAuthorDeps } from './add-author.ts'
import type { BookCall } from './change-book.ts'

const LONGEST_MS = 15_000

/**
 * Fills in what is known of an audiobook by its ASIN: who reads it, how long it is, its cover and description, unless
 * somebody locked them.
 * @throws invalid for a book that is none, or has no ASIN; not-found; unavailable
 */
export async function enrichAudiobook(deps: AddAuthorDeps, { id, scope }: BookCall): Promise<void> {
  const book = await acquiredBookOrThrow(deps.db, id, scope)
  if (book.media_type === 'ebook') throw invalid('audiobook.none', 'this book is not wanted as an audiobook')
  if (book.asin === null) throw invalid('audiobook.asin', 'this book has no ASIN; give it one first')
  const found = await askByAsin(deps, book.asin)
  const isFree = (field: string) => !book.locked_fields_json?.includes(field)
  await deps.transaction((trx) =>
    changeBook(trx, id, {
      ...(found.narrators.length > 0 ? { narrator: found.narrators.join(', ') } : {}),
      ...(found.durationSeconds === null ? {} : { duration_seconds: found.durationSeconds }),
      ...(found.imageUrl && isFree('cover') && !book.cover?.startsWith('cover:') ? { cover: found.imageUrl } : {}),
      ...(found.description && isFree('description') ? { description: cleanDescription(found.description) } : {}),
      updated_at: instant(deps.clock.now()),
    }),
  )
}

async function askByAsin(deps: AddAuthorDeps, asin: string): Promise<FoundWork> {
  const provider = (await enabledProviders(deps)).find((one) => one.id === 'audnex')
  if (!provider?.byAsin) throw unavailable('audiobook.no-provider', 'no provider of audiobooks is switched on')
  const limit = AbortSignal.timeout(LONGEST_MS)
  try {
    const found = await provider.byAsin(asin.toUpperCase(), { urgency: 'interactive', signal: limit })
    if (found) return found
  } catch (error) {
    if (error instanceof DomainError || !limit.aborted) throw error
    throw unavailable('metadata.slow', 'the provider took too long to answer', error)
  }
  throw notFound('audiobook', asin)
}
