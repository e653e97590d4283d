import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { AnnotationColor, AnnotationKind, BookCardFacts, ReadState } from '#database/schema.ts'
import { findBookKey } from '#domain/catalog/book-store.ts'
import { invalid } from '#kernel/errors.ts'
import { searchWords } from '#kernel/text.ts'
import { type Annotation, annotations } from './annotation-store.ts'

export interface NotebookRequest {
  kind?: AnnotationKind | undefined
  color?: AnnotationColor | undefined
  /** As somebody typed it. */
  words?: string | undefined
  /** Public id. */
  book?: string | undefined
  /** `next` of the page before. */
  after?: string | undefined
  limit: number
}

export interface NotebookEntry extends Annotation {
  title: string
  cover: string | null
  card_json: BookCardFacts
  color_of_cover: string | null
}

/** With the books that they are in. */
const entries = (db: Db) =>
  annotations(db)
    .select(['b.title', 'b.cover', 'b.card_json'])
    .select((e) =>
      e
        .selectFrom('covers as c')
        .select('c.color')
        .where('c.hash', '=', sql<string>`substr(b.cover, 7)`)
        .as('color_of_cover'),
    )

/** What a reader made in all books, newest first. @throws invalid for an `after` that is none */
export async function readNotebook(
  db: Db,
  userId: number,
  { kind, color, words, book, after, limit }: NotebookRequest,
): Promise<{ entries: NotebookEntry[]; next: string | null }> {
  let query = entries(db).where('a.user_id', '=', userId)
  if (kind) query = query.where('a.kind', '=', kind)
  if (color) query = query.where('a.color', '=', color)
  if (book !== undefined) {
    const bookId = await findBookKey(db, book)
    if (bookId === undefined) return { entries: [], next: null }
    query = query.where('a.book_id', '=', bookId)
  }
  // Folded words are letters and digits: nothing in them means something to LIKE.
  for (const word of searchWords(words ?? '')) {
    query = query.where(sql<string>`a.search_text || ' ' || b.sort_title`, 'like', `% ${word}%`)
  }
  if (after !== undefined) {
    const [, at, id] = /^([\dT:.Z-]{24})_([\da-f-]{32,36})$/.exec(after) ?? []
    if (!at || !id) throw invalid('notebook.after', '`after` must be the `next` of a page')
    query = query.where((e) => e(e.refTuple('a.created_at', 'a.public_id'), '<', e.tuple(at, id)))
  }
  const found = await query
    .orderBy('a.created_at', 'desc')
    .orderBy('a.public_id', 'desc')
    .limit(limit + 1)
    .execute()
  const last = found[limit - 1]
  return {
    entries: found.slice(0, limit),
    next: found.length > limit && last ? `${last.created_at}_${last.public_id}` : null,
  }
}

/** A note of a group, with how far its reader is in the book. */
export interface NoteOfGroup extends NotebookEntry {
  ownFraction: number | null
  ownState: ReadState | null
}

/** What members share with a group, newest first. @param userId who reads it */
export function readGroupNotes(
  db: Db,
  { groupId, userId, limit }: { groupId: number; userId: number; limit: number },
): Promise<NoteOfGroup[]> {
  return entries(db)
    .leftJoin('reading_places as p', (join) => join.onRef('p.book_id', '=', 'b.id').on('p.user_id', '=', userId))
    .leftJoin('reading_states as s', (join) => join.onRef('s.book_id', '=', 'b.id').on('s.user_id', '=', userId))
    .select(['p.fraction as ownFraction', 's.state as ownState'])
    .where('a.group_id', '=', groupId)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.public_id', 'desc')
    .limit(limit)
    .execute()
}
