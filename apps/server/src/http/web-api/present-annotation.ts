import type * as contract from '@colophon/contract/web/annotations.ts'
import type { Annotation } from '#domain/annotations/annotation-store.ts'
import type { NotebookEntry } from '#domain/annotations/notebook.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { coverAddress } from '../cover-address.ts'

/** An annotation of the caller. */
export const presentAnnotation = (annotation: Annotation): contract.BookAnnotation => ({
  id: annotation.public_id,
  kind: annotation.kind,
  quote: annotation.quote,
  note: annotation.note,
  color: annotation.color,
  locator: annotation.locator,
  fraction: annotation.fraction,
  chapter: annotation.chapter,
  fileId: annotation.file_public_id,
  groupId: annotation.group_public_id,
  isMine: true,
  userName: annotation.user_name,
  createdAt: wholeSeconds(annotation.created_at),
  updatedAt: wholeSeconds(annotation.updated_at),
})

/** One beside others of other books. */
export const presentEntry =
  (urlBase: string) =>
  (entry: NotebookEntry): contract.NotebookEntry => ({
    ...presentAnnotation(entry),
    book: {
      id: entry.book_public_id,
      title: entry.title,
      authors: entry.card_json.authors ?? [],
      coverUrl: coverAddress(urlBase, entry.cover),
      coverColor: entry.color_of_cover,
    },
  })
