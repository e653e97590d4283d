import type { TranslatedPlace } from '@colophon/formats/places/translate-place.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Selectable } from 'kysely'
import type { Database, Db, Transaction, Trx } from '#database/open.ts'
import type { FileVariant, KosyncDocuments } from '#database/schema.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { holdReading } from '#domain/reading/hold-reading.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { findByMetadata } from './find-by-metadata.ts'
import { type DocumentReader, findDocument, type KnownDocument } from './find-document.ts'
import { linkDocument } from './link-orphans.ts'
import { translateCurrentPlace } from './translate-current-place.ts'

export interface KosyncDeps {
  db: Db
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  pool: BookPool
  clock: Clock
}

/** A report of KOReader on the wire; `timestamp` in seconds. */
export interface KosyncRecord {
  document: string
  progress: string
  percentage: number
  device: string
  deviceId: string
  timestamp: number
}

export interface KosyncReport extends Omit<KosyncRecord, 'timestamp'> {
  metadata: KosyncDocuments['metadata_json']
}

type DocumentRow = Selectable<KosyncDocuments>

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000)

const asRecord = (row: DocumentRow): KosyncRecord => ({
  document: row.document,
  progress: row.progress,
  percentage: row.percentage,
  device: row.device,
  deviceId: row.device_id,
  timestamp: seconds(row.updated_at),
})

/**
 * Keeps what a KOReader tells of a document: the last report wins, a smaller share too, because going back is legitimate. A document
 * that is known becomes part of the ledger of its book; any other waits for its book.
 */
export async function pushProgress(
  deps: KosyncDeps,
  reader: DocumentReader,
  report: KosyncReport,
): Promise<KosyncRecord> {
  const { userId, scope } = reader
  const { database, transaction, clock } = deps
  const now = instant(clock.now())
  return transaction(async (trx) => {
    await holdReading(trx, database.dialect, userId)
    const known = await findDocument(trx, reader, report.document)
    const told = {
      progress: report.progress,
      percentage: report.percentage,
      device: report.device,
      device_id: report.deviceId,
      metadata_json: report.metadata,
      updated_at: now,
    }
    const row = await trx
      .insertInto('kosync_documents')
      .values({
        public_id: database.dialect.newPublicId(),
        user_id: userId,
        document: report.document,
        book_id: null,
        file_id: null,
        variant: null,
        event_id: null,
        ...told,
        created_at: now,
      })
      .onConflict((c) => c.columns(['user_id', 'document']).doUpdateSet(told))
      .returningAll()
      .executeTakeFirstOrThrow()
    // A person may have linked a document that no digest knows.
    const linked = known ?? (await linkOf(trx, scope, row)) ?? (await findByMetadata(trx, scope, report.metadata))
    if (linked) await linkDocument(trx, row, linked, now)
    return asRecord(row)
  })
}

interface Link {
  bookId: number
  fileId: number | null
  variant: FileVariant
}

/** The book that a document was given to, as long as its reader sees that book. */
async function linkOf(db: Db | Trx, scope: OwnerScope, row: DocumentRow): Promise<Link | undefined> {
  const { book_id: bookId, file_id: fileId, variant } = row
  if (bookId === null || !(await isSeen(db, scope, bookId))) return undefined
  return { bookId, fileId, variant: variant ?? 'original' }
}

async function isSeen(db: Db | Trx, scope: OwnerScope, bookId: number): Promise<boolean> {
  if (scope === null) return true
  const book = await db
    .selectFrom('books as b')
    .select('b.id')
    .where('b.id', '=', bookId)
    .where(isShownTo(scope, 'b'))
    .executeTakeFirst()
  return book !== undefined
}

/**
 * What a KOReader is told of a document (device contract C.5): the newest place in its book, in its own words where it told it, otherwise
 * said in them; undefined where nothing is known.
 */
export async function pullProgress(
  deps: KosyncDeps,
  reader: DocumentReader,
  document: string,
): Promise<KosyncRecord | undefined> {
  const { db } = deps
  const { userId, scope } = reader
  const own = await db
    .selectFrom('kosync_documents')
    .selectAll()
    .where('user_id', '=', userId)
    .where('document', '=', document)
    .executeTakeFirst()
  const known = (await findDocument(db, reader, document)) ?? (own && (await linkOf(db, scope, own)))
  if (!known) return own && asRecord(own)
  const current = await currentPlace(db, userId, known.bookId)
  if (!current) return own && asRecord(own)

  if (current.source === 'kosync') {
    const told = await recordOfEvent(db, userId, current.eventId)
    // In the other variant of the file the same words mean another place.
    if (told && (told.document === document || told.variant === known.variant)) return { ...asRecord(told), document }
  }
  const converted = await convert(deps, known, current)
  if (!converted) return own && asRecord(own)
  return {
    document,
    progress: converted,
    percentage: Number(current.fraction.toFixed(4)),
    device: 'Colophon',
    deviceId: `colophon-${current.source}`,
    timestamp: seconds(current.at),
  }
}

interface CurrentPlace {
  eventId: number
  fraction: number
  source: string
  at: string
}

const currentPlace = (db: Db, userId: number, bookId: number): Promise<CurrentPlace | undefined> =>
  db
    .selectFrom('reading_places')
    .select(['event_id as eventId', 'fraction', 'source', 'updated_at as at'])
    .where('user_id', '=', userId)
    .where('book_id', '=', bookId)
    .executeTakeFirst()

const recordOfEvent = (db: Db, userId: number, eventId: number): Promise<DocumentRow | undefined> =>
  db
    .selectFrom('kosync_documents')
    .selectAll()
    .where('user_id', '=', userId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()

async function convert(
  deps: KosyncDeps,
  known: { fileId: number | null; variant: FileVariant },
  current: CurrentPlace,
) {
  const place = await translateCurrentPlace(deps, current.eventId, known.fileId)
  return place && pointerFor(place, known)
}

const pointerFor = (place: TranslatedPlace, { variant }: Pick<KnownDocument, 'variant'>) =>
  variant === 'kepub' ? place.kepubXpointer : place.xpointer
