import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { unknownGroups } from './naming/parse-template.ts'
import { renderPath } from './naming/render-path.ts'
import { type NamingValues, TOKENS } from './naming/tokens.ts'
import { readNamingValues } from './naming-values.ts'

const EXAMPLES = 5

/** Where nobody has a book yet. */
const SAMPLE: NamingValues = {
  ...{ Author: 'Jane Doe', SortAuthor: 'Doe, Jane', AuthorInitial: 'D', Title: 'Sample Book', Year: '2024' },
  ...{ Series: 'Demo Series', SeriesNumber: '2', Genre: 'Fiction', Lang: 'eng', Narrator: 'John Roe', Quality: 'epub' },
}

/** How the books that came last would be called by these templates. */
export async function previewNaming(
  db: Db,
  dialect: Dialect,
  templates: { ebook: string; audiobook: string; track: string },
) {
  const newest = await db.selectFrom('books').select('id').orderBy('id', 'desc').limit(EXAMPLES).execute()
  const values = [
    ...(
      await readNamingValues(
        db,
        dialect,
        newest.map(({ id }) => id),
      )
    ).values(),
  ]
  const books = values.length > 0 ? values : [SAMPLE]
  const all = [templates.ebook, templates.audiobook, templates.track]
  return {
    examples: books.map((book) => ({
      title: book.Title ?? '',
      author: book.Author ?? '',
      ebook: renderPath(templates.ebook, { ...book, Quality: 'epub' }, 'epub'),
      audiobook: audiobookPath(templates, { ...book, Quality: 'mp3' }),
    })),
    unknown: [...new Set(all.flatMap(unknownGroups))],
    tokens: Object.entries(TOKENS).map(([name, meaning]) => ({ name, meaning })),
  }
}

function audiobookPath({ audiobook, track }: { audiobook: string; track: string }, values: NamingValues): string {
  const folder = renderPath(audiobook, values)
  const name = track.trim() === '' ? '01.mp3' : renderPath(track, { ...values, Part: '1' }, 'mp3')
  return folder === '' ? name : `${folder}/${name}`
}
