import { createHash } from 'node:crypto'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction, Trx } from '#database/open.ts'
import type { AnnotationColor } from '#database/schema.ts'
import { addAnnotation } from '#domain/annotations/add-annotation.ts'
import { changeAnnotation, deleteAnnotation } from '#domain/annotations/change-annotation.ts'
import { readAnyId } from '#domain/catalog/any-id.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import { isShownTo, type OwnerScope, type Scopes } from '#domain/catalog/owner-scope.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import type { DeviceIdentity } from './device-tokens.ts'

export interface AnnotationDeps {
  db: Db
  dialect: Dialect
  database: Database
  transaction: Transaction
  lists: BookLists
  clock: Clock
}

/** A reader at the services that know no token in the path. */
export interface AnnotatingReader {
  userId: number
  scope: OwnerScope
  tokenId: number
  /** Whether highlights that others made are told to it. */
  hasAnnotations: boolean
}

/** More highlights are in no book, and more books are asked for by no reader. */
export const MOST_CHANGES = 2_000
const LONGEST_NATIVE = 16_000
const LONGEST_TEXT = 20_000

/** Who a device is, as long as its token stands and the account is not switched off. */
export async function findAnnotatingReader(
  { db, scopes }: { db: Db; scopes: Scopes },
  { userId, tokenId }: DeviceIdentity,
): Promise<AnnotatingReader | undefined> {
  const row = await db
    .selectFrom('kobo_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select(['t.id', 't.user_id', 't.settings_json', 'u.role'])
    .where('t.public_id', '=', tokenId)
    .where('u.public_id', '=', userId)
    .where('u.is_disabled', '=', false)
    .executeTakeFirst()
  if (!row) return undefined
  const scope = scopes.of({ userId: row.user_id, isAdmin: row.role === 'admin' })
  return { userId: row.user_id, scope, tokenId: row.id, hasAnnotations: row.settings_json.annotations }
}

export interface NativeSet {
  etag: string
  annotations: Record<string, unknown>[]
}

/** The highlights of a book as readers described them. */
export async function listNativeAnnotations(db: Db | Trx, userId: number, bookId: number): Promise<NativeSet> {
  const rows = await db
    .selectFrom('kobo_annotations')
    .select(['native_id', 'native_json'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .orderBy('native_id')
    .limit(MOST_CHANGES)
    .execute()
  const annotations = rows.map(({ native_json }) => native_json)
  const digest = createHash('sha256').update(JSON.stringify(annotations)).digest('hex').slice(0, 20)
  return { etag: annotations.length === 0 ? 'W/"0"' : `W/"${digest}"`, annotations }
}

/**
 * Which books have other highlights than a reader knows: only those of which it has told its own, because it replaces all that it has by
 * what it is answered.
 */
export async function changedBooks(
  { db, dialect }: AnnotationDeps,
  reader: AnnotatingReader,
  known: { contentId: string; etag: string }[],
): Promise<string[]> {
  const ids = known.flatMap(({ contentId }) => {
    const id = readAnyId(dialect, contentId)
    return id && 'publicId' in id ? [id.publicId] : []
  })
  if (ids.length === 0) return []
  const told = await db
    .selectFrom('kobo_annotated_books as a')
    .innerJoin('books as b', 'b.id', 'a.book_id')
    .select(['b.id', 'b.public_id'])
    .where('a.token_id', '=', reader.tokenId)
    .where('b.public_id', 'in', ids)
    .where(isShownTo(reader.scope, 'b'))
    .execute()
  const keys = new Map(told.map(({ id, public_id }) => [public_id, id]))
  const changed: string[] = []
  for (const { contentId, etag } of known) {
    const id = readAnyId(dialect, contentId)
    const key = id && 'publicId' in id ? keys.get(id.publicId) : undefined
    if (key !== undefined && (await listNativeAnnotations(db, reader.userId, key)).etag !== etag)
      changed.push(contentId)
  }
  return changed
}

export interface NativeChanges {
  updated: unknown[]
  /** Ids as the reader made them. */
  deleted: string[]
}

/**
 * Takes in what was marked on a reader: as it described it, for other readers, and as annotations of the book for everybody else.
 * @returns the name of the set as it is now
 */
export async function takeAnnotations(
  deps: AnnotationDeps,
  reader: AnnotatingReader,
  book: { id: number; public_id: string },
  { updated, deleted }: NativeChanges,
): Promise<string> {
  try {
    for (const native of updated.slice(0, MOST_CHANGES).flatMap(readNative)) await keep(deps, reader, book, native)
    for (const id of deleted.slice(0, MOST_CHANGES)) await forget(deps, reader, book.id, id)
  } catch (error) {
    // What did not arrive is not known, so this reader is told nothing of the book until it tells again.
    await deps.transaction((trx) => markAnnotated(trx, reader.tokenId, book.id, false))
    throw error
  }
  await deps.transaction((trx) => markAnnotated(trx, reader.tokenId, book.id, true))
  return (await listNativeAnnotations(deps.db, reader.userId, book.id)).etag
}

async function markAnnotated(trx: Trx, tokenId: number, bookId: number, isWhole: boolean): Promise<void> {
  await trx.deleteFrom('kobo_annotated_books').where('token_id', '=', tokenId).where('book_id', '=', bookId).execute()
  if (isWhole) await trx.insertInto('kobo_annotated_books').values({ token_id: tokenId, book_id: bookId }).execute()
}

interface Native {
  id: string
  raw: Record<string, unknown>
  quote: string | null
  note: string | null
  color: AnnotationColor
  chapter: string | null
}

/** Colours of readers by the names and numbers that they use. */
const COLORS: Record<string, AnnotationColor> = { pink: 'pink', blue: 'blue', green: 'green', yellow: 'yellow' }

function readNative(value: unknown): Native[] {
  if (value === null || typeof value !== 'object' || JSON.stringify(value).length > LONGEST_NATIVE) return []
  const raw: Record<string, unknown> = { ...value }
  const text = (name: string) => {
    const words = raw[name]
    return typeof words === 'string' && words.trim() !== '' ? words.slice(0, LONGEST_TEXT) : null
  }
  if (typeof raw.id !== 'string' || raw.id === '' || raw.id.length > 200) return []
  const location = memberOf(raw.location, 'span')
  const chapter = location?.chapterTitle
  return [
    {
      id: raw.id,
      raw,
      quote: text('highlightedText'),
      note: text('noteText'),
      color: COLORS[text('highlightColor')?.toLowerCase() ?? ''] ?? 'yellow',
      chapter: typeof chapter === 'string' && chapter !== '' ? chapter.slice(0, 500) : null,
    },
  ]
}

function memberOf(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === null || typeof value !== 'object') return undefined
  const member = (value as Record<string, unknown>)[name]
  return member !== null && typeof member === 'object' ? { ...member } : undefined
}

async function keep(
  deps: AnnotationDeps,
  { userId }: AnnotatingReader,
  book: { id: number; public_id: string },
  native: Native,
): Promise<void> {
  const before = await findNative(deps.db, userId, book.id, native.id)
  const annotationId = await asAnnotation(deps, userId, book.public_id, native, before?.annotation_id ?? null)
  const row = { native_json: native.raw, annotation_id: annotationId, updated_at: instant(deps.clock.now()) }
  await deps.transaction((trx) =>
    trx
      .insertInto('kobo_annotations')
      .values({ user_id: userId, book_id: book.id, native_id: native.id, ...row })
      .onConflict((c) => c.columns(['user_id', 'book_id', 'native_id']).doUpdateSet(row))
      .execute(),
  )
}

const findNative = (db: Db, userId: number, bookId: number, nativeId: string) =>
  db
    .selectFrom('kobo_annotations')
    .select(['id', 'annotation_id'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .where('native_id', '=', nativeId)
    .executeTakeFirst()

/** @returns public id; null for what is no highlight and no note (a dog-ear), or where there are too many */
async function asAnnotation(
  deps: AnnotationDeps,
  userId: number,
  bookId: string,
  { quote, note, color, chapter }: Native,
  known: string | null,
): Promise<string | null> {
  if (quote === null && note === null) return known
  const kind = quote === null ? ('note' as const) : ('highlight' as const)
  try {
    if (known !== null) {
      await changeAnnotation(deps, userId, known, { kind, quote, note, color, chapter })
      return known
    }
    const content = { kind, quote, note, color, chapter, locator: null, fraction: null }
    return (await addAnnotation(deps, userId, bookId, { ...content, fileId: null, groupId: null })).public_id
  } catch (error) {
    // It was deleted here since, or there are too many: the reader keeps it all the same.
    if (error instanceof DomainError) return null
    throw error
  }
}

async function forget(deps: AnnotationDeps, { userId }: AnnotatingReader, bookId: number, nativeId: string) {
  const before = await findNative(deps.db, userId, bookId, nativeId)
  if (!before) return
  if (before.annotation_id !== null) {
    await deleteAnnotation(deps, userId, before.annotation_id).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
    })
  }
  await deps.transaction((trx) => trx.deleteFrom('kobo_annotations').where('id', '=', before.id).execute())
}
