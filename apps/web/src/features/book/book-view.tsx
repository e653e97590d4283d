import type { BookPage } from '@colophon/contract/web/books.ts'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'
import { Notice } from '#ui/notice.tsx'
import { BookActions } from './book-actions.tsx'
import { BookFacts } from './book-facts.tsx'
import { BookFiles } from './book-files.tsx'
import { BookHeading } from './book-heading.tsx'
import { Description } from './description.tsx'
import { SeriesNeighbours } from './series-neighbours.tsx'

/** A book with everything that is known of it. */
export function BookView({ book }: { book: BookPage }) {
  const { t } = useTranslation()
  const author = book.creators.find(({ role }) => role === 'author')?.name
  return (
    <article className="grid gap-x-12 gap-y-8 md:grid-cols-[minmax(11rem,17rem)_minmax(0,1fr)]">
      <div className="md:sticky md:top-8 md:self-start">
        <Cover
          title={book.title}
          author={author}
          src={coverAddress(book.coverUrl, 'large')}
          color={book.coverColor}
          isEager
          className="mx-auto w-48 md:w-full"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <BookHeading book={book} />
        <BookActions book={book} />
        {book.isMissing ? <Notice kind="warning">{t('book.missingExplained')}</Notice> : null}
        {book.description ? <Description key={book.id} html={book.description} /> : null}
        {book.series.map((series) => (
          <SeriesNeighbours key={series.id} series={series} />
        ))}
        <BookFacts book={book} />
        <BookFiles files={book.files} />
      </div>
    </article>
  )
}
