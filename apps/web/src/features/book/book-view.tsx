import type { BookPage } from '@colophon/contract/web/books.ts'
import type { ReactNode } from 'react'
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
import { Similar } from './similar.tsx'
import { Why } from './why.tsx'

/** A book with everything that is known of it. */
export function BookView({
  book,
  editing,
  reading,
  acquiring,
  history,
}: {
  book: BookPage
  /** Stands among the actions. */
  editing: ReactNode
  /** What this reader made of it: stands right under the actions. */
  reading?: ReactNode
  /** How far it is on its way here: stands below its files. */
  acquiring?: ReactNode
  /** What was changed of it: the last thing on the page. */
  history: ReactNode
}) {
  const { t } = useTranslation()
  const author = book.creators.find(({ role }) => role === 'author')?.name
  return (
    <article className="grid gap-x-12 gap-y-6 md:grid-cols-[minmax(11rem,17rem)_minmax(0,1fr)] lg:grid-cols-[minmax(11rem,20rem)_minmax(0,1fr)]">
      <div className="md:sticky md:top-8 md:self-start">
        <Cover
          title={book.title}
          author={author}
          src={coverAddress(book.coverUrl, 'large')}
          color={book.coverColor}
          isEager
          className="mx-auto w-40 md:w-full"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <BookHeading book={book} />
        <BookActions book={book}>{editing}</BookActions>
        {reading}
        {book.isMissing ? <Notice kind="warning">{t('book.missingExplained')}</Notice> : null}
        {book.description ? <Description key={book.id} html={book.description} /> : null}
        {book.series.map((series) => (
          <SeriesNeighbours key={series.id} series={series} />
        ))}
        <BookFacts book={book} />
        <BookFiles files={book.files} />
        {acquiring}
        <Similar book={book} />
        <Why book={book} />
        {history}
      </div>
    </article>
  )
}
