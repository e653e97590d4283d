import type { Trx } from '#database/open.ts'
import type { MediaType, RequestState } from '#database/schema.ts'
import { findBookIdsBySource } from '#domain/catalog/source-books.ts'
import { originOf } from '#domain/metadata/source-ids.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, DomainError } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import type { AddAuthorDeps } from './add-author.ts'
import { addBook } from './add-book.ts'
import { requestChanged } from './events.ts'
import { type RequestRow, readQuota, requestOrThrow } from './request-store.ts'

export interface NewRequest {
  foreignBookId: string
  title: string
  authorName: string
  imageUrl: string | null
  mediaType: MediaType
  note: string | null
}

const orNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

/**
 * Asks for a book; somebody with more rights decides.
 * @throws invalid for an id of no provider; conflict where it is asked for already, or is here; too-many
 */
export async function requestBook(
  { dialect, transaction, clock }: AddAuthorDeps,
  userId: number,
  input: NewRequest,
): Promise<RequestRow> {
  const foreignId = input.foreignBookId.trim()
  originOf(foreignId)
  const now = clock.now()
  return transaction(async (trx, emit) => {
    await refuseNeedless(trx, userId, foreignId)
    const { most, days, used } = await readQuota(trx, userId, now)
    if (most !== null && used >= most) {
      const message = `you may ask for ${most} books within ${days} days; withdraw a request or wait`
      throw new DomainError('too-many', 'request.quota', message)
    }
    const publicId = dialect.newPublicId()
    const { id } = await trx
      .insertInto('book_requests')
      .values({
        public_id: publicId,
        user_id: userId,
        foreign_book_id: foreignId,
        title: normaliseName(input.title),
        author_name: normaliseName(input.authorName),
        image_url: orNull(input.imageUrl),
        media_type: input.mediaType,
        note: orNull(input.note),
        state: 'open',
        created_at: instant(now),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    emit(requestChanged({ requestId: id }))
    return requestOrThrow(trx, publicId)
  })
}

/** What is here to be read, or asked for by the same person, need not be asked for. */
async function refuseNeedless(trx: Trx, userId: number, foreignId: string): Promise<void> {
  const own = await trx
    .selectFrom('book_requests')
    .select('id')
    .where('user_id', '=', userId)
    .where('foreign_book_id', '=', foreignId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (own) throw conflict('request.exists', 'you have asked for this book already')
  const bookId = (await findBookIdsBySource(trx, [foreignId])).get(foreignId)
  if (bookId === undefined) return
  const book = await trx.selectFrom('books').select('has_files').where('id', '=', bookId).executeTakeFirst()
  if (book?.has_files) throw conflict('request.here', 'this book is in the library already')
}

/** Takes a request back. @throws not-found; conflict where somebody decided about it */
export const withdrawRequest = (deps: AddAuthorDeps, userId: number, publicId: string): Promise<void> =>
  decide(deps, { publicId, state: 'withdrawn', of: userId, by: userId, note: null, bookId: null })

/** Says no. @throws not-found; conflict where somebody decided about it */
export const declineRequest = (deps: AddAuthorDeps, by: number, publicId: string, note: string | null): Promise<void> =>
  decide(deps, { publicId, state: 'declined', by, note: orNull(note), bookId: null })

/**
 * Wants the book: it is added as everywhere, monitored and searched for. Approving what was approved meanwhile is refused.
 * @throws not-found; conflict; whatever addBook() does
 */
export async function approveRequest(deps: AddAuthorDeps, by: number, publicId: string): Promise<void> {
  const request = await requestOrThrow(deps.db, publicId)
  if (request.state !== 'open') throw isDecided()
  const wanted = {
    foreignBookId: request.foreign_book_id,
    authorName: request.author_name,
    mediaType: request.media_type,
    searchOnAdd: true,
  }
  const bookId = await addBook(deps, wanted, by)
  await decide(deps, { publicId, state: 'approved', by, note: null, bookId })
}

const isDecided = () => conflict('request.decided', 'somebody has decided about this request already')

interface Decision {
  publicId: string
  state: RequestState
  /** Whose it has to be; left out, anybody's. */
  of?: number
  by: number
  note: string | null
  bookId: number | null
}

function decide({ transaction, clock }: AddAuthorDeps, decision: Decision): Promise<void> {
  const { publicId, state, of, by, note, bookId } = decision
  return transaction(async (trx, emit) => {
    const { id } = await requestOrThrow(trx, publicId, of)
    const { numUpdatedRows } = await trx
      .updateTable('book_requests')
      .set({
        state,
        decided_by_user_id: by,
        decision_note: note,
        book_id: bookId,
        decided_at: instant(clock.now()),
      })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw isDecided()
    emit(requestChanged({ requestId: id }))
  })
}
