import type { Database } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'

/** A wanted and monitored book with its author, straight into the database: nothing is announced. */
export async function insertWanted(
  { writer, dialect }: Database,
  { title, author = 'Jane Austen', mediaType = 'ebook' }: { title: string; author?: string; mediaType?: MediaType },
): Promise<number> {
  const now = instant()
  const known = await writer.selectFrom('authors').select('id').where('author_name', '=', author).executeTakeFirst()
  const stamps = { created_at: now, updated_at: now }
  const provider = { metadata_provider: 'openlibrary', last_metadata_refresh_at: null }
  const { id: authorId } =
    known ??
    (await writer
      .insertInto('authors')
      .values({
        ...{ ...stamps, ...provider, public_id: dialect.newPublicId(), foreign_id: `OL-${author}` },
        ...{ name: author, name_key: author.toLowerCase(), author_name: author, sort_name: author, sort_key: author },
        ...{ description: null, image_url: null, disambiguation: null, is_library_visible: false },
        ...{ quality_profile_id: null, metadata_profile_id: null, root_folder_id: null },
        ...{ audiobook_root_folder_id: null, locked_fields_json: null, owner_user_id: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow())
  const { id } = await writer
    .insertInto('books')
    .values({
      ...{ ...stamps, ...provider, public_id: dialect.newPublicId(), foreign_id: `OL-${author}-${title}` },
      ...{ title, sort_title: title.toLowerCase(), dedup_key: title.toLowerCase(), author_id: authorId },
      ...{
        subtitle: null,
        given_sort_title: null,
        original_title: null,
        description: null,
        isbn10: null,
        isbn13: null,
      },
      ...{ asin: null, goodreads_id: null, hardcover_id: null, google_books_id: null, publication_date: null },
      ...{ release_date: null, publisher: null, language: null, language_code: null, cover: null, genres_json: [] },
      ...{ sort_author: author, sort_series: '', series_position: null, is_library_visible: false, is_monitored: true },
      ...{ status: 'wanted', media_type: mediaType, selected_edition_id: null, narrator: null, duration_seconds: null },
      ...{ page_count: null, calibre_id: null, locked_fields_json: null, owner_user_id: null, deleted_at: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
