import type { Db, Transaction } from '#database/open.ts'
import { invalid, notFound, unavailable } from '#kernel/errors.ts'
import { type Capture, capturePage } from './capture.ts'
import type { PageFetcher } from './capture-port.ts'
import { findLibrary } from './library-store.ts'

const LONGEST_URL = 4_000

/**
 * Asks for a page to be made into a book. The address is judged now, where the person can mend it, and again when it
 * is called.
 * @throws invalid for an address that may not be called; not-found for the library; unavailable where the job cannot be written down
 */
export async function requestCapture(
  { db, transaction, pages }: { db: Db; transaction: Transaction; pages: PageFetcher },
  asked: Capture,
): Promise<void> {
  if (asked.url === '') throw invalid('capture.url', 'url is needed')
  if (asked.url.length > LONGEST_URL) throw invalid('capture.url', 'the url is too long')
  if (asked.libraryId === '') throw invalid('capture.library', 'library_id is needed')
  if (!(await findLibrary(db, asked.libraryId))) throw notFound('library', asked.libraryId)
  await pages.check(asked.url)
  try {
    await transaction(async (_trx, emit) => emit(capturePage.request(asked)))
  } catch (error) {
    throw unavailable('capture.queue', 'the page could not be queued; try again later', error)
  }
}
