import type { NativePlace, TranslatedPlace } from '@colophon/formats/places/translate-place.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Db } from '#database/open.ts'
import type { FileVariant } from '#database/schema.ts'

/** Formats whose text is one tree of pages, in which a place can be said in the words of every reader. */
const TEXT_FORMATS = ['epub', 'kepub']
const MOST_REMEMBERED = 2_000

export interface TranslateDeps {
  db: Db
  pool: BookPool
}

/** An event never changes, so neither does what it means in other words. */
const remembered = new Map<string, TranslatedPlace | null>()

/**
 * Says the place of an event in the words of all readers; undefined where its words mean nothing outside of the reader that said them.
 * @param fileKey the file to say it in; another one of the same book unless given
 */
export async function translateCurrentPlace(
  { db, pool }: TranslateDeps,
  eventId: number,
  fileKey: number | null,
): Promise<TranslatedPlace | undefined> {
  const event = await db
    .selectFrom('reading_events as e')
    .leftJoin('kosync_documents as k', 'k.event_id', 'e.id')
    .select(['e.book_id', 'e.source', 'e.locator', 'k.variant'])
    .where('e.id', '=', eventId)
    .executeTakeFirst()
  const place = event && nativePlace(event)
  const file = place && (await fileToReadIn(db, event.book_id, fileKey))
  if (!place || !file) return undefined
  const key = `${eventId} ${file.insertedAt} ${file.path}`
  const known = remembered.get(key)
  if (known !== undefined) return known ?? undefined
  const [outcome] = await pool.run('place', [{ path: file.path, place, insertedAt: file.insertedAt }], {
    priority: 'interactive',
  })
  if (!outcome?.ok) return undefined
  const translated = outcome.value
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
  remembered.set(key, translated)
  return translated ?? undefined
}

function nativePlace(event: {
  source: string
  locator: string | null
  variant: FileVariant | null
}): NativePlace | undefined {
  const { source, locator, variant } = event
  if (!locator) return undefined
  if (source === 'kosync') return { kind: 'xpointer', xpointer: locator, isKepub: variant === 'kepub' }
  if (source === 'kobo') {
    const [path = '', span] = locator.split('#')
    return { kind: 'kobo', source: path, span: span ?? null }
  }
  return locator.startsWith('epubcfi(') ? { kind: 'cfi', cfi: locator } : undefined
}

async function fileToReadIn(db: Db, bookId: number, fileKey: number | null) {
  const file = await db
    .selectFrom('book_files as f')
    .leftJoin('kepub_variants as v', (join) => join.onRef('v.file_id', '=', 'f.id').on('v.outcome', '=', 'converted'))
    .select(['f.file_path', 'v.inserted_index'])
    .where('f.book_id', '=', bookId)
    .where('f.file_type', 'in', TEXT_FORMATS)
    .where('f.missing_since', 'is', null)
    .orderBy((e) =>
      e
        .case()
        .when('f.id', '=', fileKey ?? 0)
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('f.id')
    .executeTakeFirst()
  return file && { path: file.file_path, insertedAt: file.inserted_index }
}
