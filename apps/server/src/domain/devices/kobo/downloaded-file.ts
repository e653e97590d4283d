import type { Db } from '#database/open.ts'

export interface DownloadedFile {
  id: number
  file_type: string
  file_path: string
}

/**
 * The file behind the form in which a reader asks for a book: an EPUB becomes a kepub, unless there is one.
 * @param format in lower case
 */
export async function fileForKobo(db: Db, bookId: number, format: string): Promise<DownloadedFile | undefined> {
  const files = await db
    .selectFrom('book_files')
    .select(['id', 'file_type', 'file_path'])
    .where('book_id', '=', bookId)
    .where('missing_since', 'is', null)
    .orderBy('id')
    .execute()
  const of = (type: string) => files.find(({ file_type }) => file_type.toLowerCase() === type)
  return of(format) ?? (format === 'kepub' ? of('epub') : undefined)
}
